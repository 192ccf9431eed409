import type { ListKind } from '../../../src/domain.js';
import { ACHIEVEMENT_HEADERS, NEED_HEADERS } from '../../../src/intake/header-words.js';
import type { CellSource } from './workbook.js';

/** mulberry32: small, seeded, good enough to choose mutations by. @returns numbers in [0, 1) */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One to five of: a byte changed, a run cut out, doubled, overwritten, the end cut off. */
export function mutateBytes(original: Buffer, random: () => number): Buffer {
  let bytes = Buffer.from(original);
  const at = () => Math.floor(random() * bytes.length);
  for (let left = 1 + Math.floor(random() * 5); left > 0 && bytes.length > 0; left--) {
    const from = at();
    const to = Math.min(bytes.length, from + 1 + Math.floor(random() * 40));
    const choice = Math.floor(random() * 6);
    if (choice <= 1) bytes[from] = Math.floor(random() * 256);
    else if (choice === 2) bytes = Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
    else if (choice === 3) bytes = Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
    else if (choice === 4) bytes.fill(Math.floor(random() * 256), from, to);
    else bytes = bytes.subarray(0, Math.max(1, from));
  }
  return bytes;
}

const PIECES = [
  '面议',
  '50万',
  '100-200',
  '１００',
  '≥30',
  '2025年3月',
  '20250301',
  '长期有效',
  '至',
  'TRL',
  '6',
  '级',
  '中试',
  '转让',
  '；',
  '、',
  '/',
  '\n',
  'ZL2020',
  '.X',
  '张三',
  '139',
  '12345678',
  '@',
  'a.cn',
  '\u200b',
  '\ufffd',
  '__proto__',
  '=1+1',
  '（',
  '%',
  '亿元',
  '-',
  '~',
  '"',
  '<',
  '&',
  '有限公司',
  '\u0001',
  '🙂',
];
const NUMBERS = [0, -1, 1, 0.1, 45_717, 2_958_466, 1e15, 1e300, -45_717.5, 13_912_345_678];

/** A list with headers of its kind and cells made of pieces of real ones. */
export function mutateCells(kind: ListKind, random: () => number): CellSource[][] {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const words = Object.values(kind === 'achievements' ? ACHIEVEMENT_HEADERS : NEED_HEADERS).map((text) =>
    text.split(/\s+/),
  );
  const headers = [words[0]!, ...words.filter(() => random() < 0.5)].map(
    (list) => pick(list) + (random() < 0.1 ? pick(['（万元）', '*', '\n', '/', '：']) : ''),
  );
  if (random() < 0.2) headers.splice(Math.floor(random() * headers.length), 1);
  const cell = (): CellSource => {
    const choice = random();
    if (choice < 0.15) return null;
    if (choice < 0.3) return pick(NUMBERS);
    if (choice < 0.35) return { date: pick(NUMBERS) };
    if (choice < 0.4) return { error: pick(['#N/A', '#REF!', '']) };
    if (choice < 0.43) return random() < 0.5;
    return Array.from({ length: 1 + Math.floor(random() * 5) }, () => pick(PIECES)).join('');
  };
  const rows = Array.from({ length: 1 + Math.floor(random() * 6) }, () => headers.map(cell));
  return random() < 0.3 ? [['标题'], headers, ...rows] : [headers, ...rows];
}
