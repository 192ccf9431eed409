import type { NastyFile } from '../support/nasty.js';
import { HOSTILE } from './hostile.js';
import { MAPPINGS } from './mappings.js';
import { OLD_WORKBOOKS } from './old-workbooks.js';
import { REFUSALS } from './refusals.js';
import { TABLES } from './tables.js';
import { TEXT_FILES } from './text-files.js';
import { WORKBOOKS } from './workbooks.js';

/** Files as offices send them and as attackers make them, each with what it must come to. */
export const CORPUS: Record<string, readonly NastyFile[]> = {
  'text files': TEXT_FILES,
  workbooks: WORKBOOKS,
  'old workbooks': OLD_WORKBOOKS,
  tables: TABLES,
  columns: MAPPINGS,
  refusals: REFUSALS,
  'hostile files': HOSTILE,
};
