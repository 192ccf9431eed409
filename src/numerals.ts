/** Chinese numerals, alone (`三百二十`) and mixed with digits (`1.2万`, `1亿2000万`), as plain numbers. */

const DIGITS: ReadonlyMap<string, number> = new Map(
  ['零〇', '一壹', '二两贰', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap((forms, value) =>
    [...forms].map((form) => [form, value] as const),
  ),
);
const UNITS: ReadonlyMap<string, number> = new Map([
  ['十', 10],
  ['拾', 10],
  ['百', 100],
  ['佰', 100],
  ['千', 1000],
  ['仟', 1000],
]);

/** Inside of a character class: digits and units below 万 of both everyday and financial (大写) numerals. */
export const CHINESE_DIGITS = [...DIGITS.keys(), ...UNITS.keys()].join('');

const DECIMAL = /^\d+(?:\.\d+)?$/u;
const GROUPED = /(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])/gu;

/** Rid of binary noise: 0.57 × 10⁴ is 5700. Twelve digits are more than any list or specification states. */
export function roundOff(value: number): number {
  // Most are whole: the way over a text took a sixth of reading one that is full of numbers. −0 becomes 0, as there.
  if (Number.isInteger(value) && Math.abs(value) < 1e12) return value + 0;
  return Number(value.toPrecision(12));
}

/** Longer runs of digits are no number that anyone wrote on purpose; it also bounds the recursion. */
const LONGEST = 60;

/**
 * Value of an unsigned number: `1,500`, `三百二十`, `三点五万`, `3千万`, `1亿2000万`, `两千三` (2300), `二〇二五`.
 * Null for anything else, so that a caller can tell words from numbers. Full-width digits are accepted.
 */
export function parseNumeral(text: string): number | null {
  if (text.length > LONGEST) return null;
  const folded = text.normalize('NFKC').replace(/萬/gu, '万').replace(/億/gu, '亿');
  const ungrouped = folded.replace(GROUPED, (group) => group.replaceAll(',', ''));
  if (DECIMAL.test(ungrouped)) return Number(ungrouped);
  const value =
    spokenDecimal(ungrouped) ?? scaled(ungrouped, '亿', 1e8, (part) => scaled(part, '万', 1e4, belowTenThousand));
  return value === null || !Number.isFinite(value) ? null : roundOff(value);
}

/** `三点五`, `一点二万`: digits after 点, then at most one run of units. */
function spokenDecimal(text: string): number | null {
  const match = /^(.+)点([^点十百千拾佰仟万亿]+)([十百千拾佰仟万亿]*)$/u.exec(text);
  if (match === null) return null;
  const whole = parseNumeral(match[1]!);
  const digits = positional(match[2]!);
  const factor = match[3] === '' ? 1 : parseNumeral(`一${match[3]}`);
  return whole === null || digits === null || factor === null ? null : Number(`${whole}.${digits}`) * factor;
}

/** Digits one after another, as in years: `二〇二五` → `2025`. */
function positional(text: string): string | null {
  let digits = '';
  for (const char of text) {
    const digit = DIGITS.get(char);
    if (digit === undefined) return null;
    digits += digit;
  }
  return digits === '' ? null : digits;
}

/** `left UNIT right`: left × unit + right; a single bare digit on the right counts the next lower decade (`三万五`). */
function scaled(text: string, unit: string, factor: number, below: (part: string) => number | null): number | null {
  const at = text.lastIndexOf(unit);
  if (at < 0) return below(text);
  const left = scaled(text.slice(0, at), unit, factor, below);
  if (left === null) return null;
  const rest = text.slice(at + 1);
  if (rest === '') return left * factor;
  const digit = DIGITS.get(rest);
  const right = digit === undefined ? below(rest.replace(/^[零〇]/u, '')) : (digit * factor) / 10;
  return right === null ? null : left * factor + right;
}

/** Units must fall from left to right: 十十 is no number. */
function belowTenThousand(text: string): number | null {
  if (DECIMAL.test(text)) return Number(text);
  const plain = positional(text);
  if (plain !== null) return Number(plain);
  if (text === '') return null;
  let total = 0;
  let lastUnit = Infinity;
  for (let rest = text; rest !== '';) {
    const match = /^([零〇]?)(\d+(?:\.\d+)?|[^\d零〇十百千拾佰仟])?([十百千拾佰仟]?)/u.exec(rest)!;
    rest = rest.slice(match[0].length);
    const unit = UNITS.get(match[3]!) ?? 1;
    const digit = match[2] === undefined ? undefined : (DIGITS.get(match[2]) ?? Number.parseFloat(match[2]!));
    if (Number.isNaN(digit) || unit >= lastUnit || (digit === undefined && unit === 1)) return null;
    // 两千三 is 2300, 两千零三 is 2003.
    const spoken = unit === 1 && match[1] === '' && Number.isFinite(lastUnit) && lastUnit > 10;
    total += (digit ?? 1) * (spoken ? lastUnit / 10 : unit);
    lastUnit = unit;
  }
  return total;
}
