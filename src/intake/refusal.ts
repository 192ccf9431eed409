import type { IntakeEvent } from './events.js';

/** Why a whole file is turned away. The codes are stable; the reason beside them is Chinese and says what to do. */
export const REFUSAL_CODES = [
  'EMPTY',
  'HEADER_ONLY',
  'NO_ROWS',
  'NO_HEADER',
  'MISSING_COLUMN',
  'WRONG_KIND',
  'ONE_ITEM_FORM',
  'PASSWORD_PROTECTED',
  'DAMAGED',
  'UNSUPPORTED_FORMAT',
  'UNSAFE_XML',
  'TOO_LARGE',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** Thrown by readers and table finding, turned into one `refused` event by the pipeline; it never leaves intake. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  /** The columns of a table that was found and cannot be used, for a person to see or to confirm otherwise. */
  seen?: Extract<IntakeEvent, { type: 'mapping' }>;

  constructor(code: RefusalCode, reason: string, cause?: unknown) {
    super(reason, cause === undefined ? {} : { cause });
    this.code = code;
  }
}
