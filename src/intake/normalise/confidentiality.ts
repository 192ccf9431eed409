import type { Reading } from '../types.js';
import { tickedOptions } from './lists.js';
import { isAbsent } from './text.js';
import { quote } from './warn.js';

const YES = /^(?:是|要|需要?|对|y|yes|true|1|√|✓|✔|☑|■)$/iu;
const NO = /^(?:否|不|不是|不需要?|无需|n|no|false|0|×|✗|x|☐|□)$/iu;
const OPEN =
  /不保密|非密|非涉密|不涉密|无密级|无需保密|不需要?保密|可公开|全部公开|完全公开|^公开$|对外公开|同意公开|公开发布/u;
const CLOSED =
  /不公开|不宜公开|不可公开|暂不公开|非公开|不同意公开|保密|涉密|秘密|机密|绝密|内部|限制公开|部分公开|匿名|脱敏/u;

/** What a cell says about being shown: open, closed, or neither. The header decides what 是 means: 是否保密, 是否公开. */
function opennessOf(said: string, header: string): 'open' | 'closed' | null {
  // 否（公开）: what stands in brackets explains the word before them.
  const text = said.replace(/\s/gu, '').replace(/(?<=^[是否])[（(].*[）)]$/u, '');
  const asksForOpen = /公开/u.test(header) && !/保密|密级/u.test(header);
  if (YES.test(text)) return asksForOpen ? 'open' : 'closed';
  if (NO.test(text)) return asksForOpen ? 'closed' : 'open';
  if (OPEN.test(text)) return 'open';
  return CLOSED.test(text) ? 'closed' : null;
}

/** A need's confidentiality. Blank means no; what cannot be read counts as yes, so that nothing leaks by a typing error. */
export function readConfidential(text: string, header: string): Reading<boolean> {
  const stated = tickedOptions(text);
  if (isAbsent(stated)) return { value: false };
  const openness = opennessOf(stated, header);
  if (openness !== null) return { value: openness === 'closed' };
  return { value: true, warning: `${quote(text)}不能识别为“是”或“否”，已按保密处理；请填写“是”或“否”` };
}

/** An achievement's 密级 as the list says it; a bare 是 or 否 in the header's words: 公开, 不公开, 保密, 不保密. */
export function readConfidentiality(text: string, header: string): Reading<string | null> {
  const stated = tickedOptions(text);
  if (isAbsent(stated)) return { value: null };
  if (!YES.test(stated) && !NO.test(stated)) return { value: stated };
  const asksForOpen = /公开/u.test(header) && !/保密|密级/u.test(header);
  const word = asksForOpen ? '公开' : '保密';
  return { value: YES.test(stated) ? word : `不${word}` };
}

/** Whether a stored 密级 forbids showing the achievement to others. */
export function isConfidential(confidentiality: string | null): boolean {
  return confidentiality !== null && opennessOf(confidentiality, '') === 'closed';
}
