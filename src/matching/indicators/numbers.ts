/** Numbers as technical texts write them: `3×10^8`, `10⁻⁶`, `1e-3`, `1.2万`, `百分之五`, `三分之一`, `300余`. */
import { CHINESE_DIGITS, parseNumeral, roundOff } from '../../numerals.js';

export interface FoundNumber {
  value: number;
  start: number;
  end: number;
  /** Written in Chinese digits, which are often part of a word. */
  chinese: boolean;
  /** What 万 and 亿 behind the digits have multiplied `value` with; 1 without them. */
  scale: number;
  /** 余 or 多 follows: a little more than the number. */
  more: boolean;
  /** Already a share: 百分之五 (in %), 三分之一 (as a plain number). */
  share: '%' | 'fraction' | null;
}

const PLAIN = '(?:\\d{1,3}(?:,\\d{3}){1,6}(?!\\d)|\\d{1,20})(?:\\.\\d{1,20})?(?!\\d)';
const SUPERSCRIPT = '⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}';
const POWER_OF_TEN = `10(?:\\^\\(?([-+]?\\d{1,2})\\)?(?!\\d)|(${SUPERSCRIPT})|的\\s?((?:负|-)?[${CHINESE_DIGITS}\\d]{1,2})次[方幂])`;
/** 千瓦, 百帕 and 兆… are prefixes of units, not scales of numbers. */
const SCALE = '(?:[十百千]?[万亿]|[百千](?![瓦克米帕伏赫焦卡字比安欧牛升吨分]))';
const MANTISSA = new RegExp(`(${PLAIN})(?:\\s?[×xX*]\\s?${POWER_OF_TEN}|[eE]([-+]?\\d{1,2})(?!\\d))?`, 'uy');
const BARE_POWER = new RegExp(`${POWER_OF_TEN}(?!\\d)`, 'uy');
const AFTER = new RegExp(`\\s?(${SCALE})?([余多]?)(?!\\d)`, 'uy');
/** Lengths are bounded so that a long run of digits costs no more than its length. */
const CHINESE = `[${CHINESE_DIGITS}万亿]{1,20}(?:点[${CHINESE_DIGITS}]{1,10})?[万亿]?`;
const CHINESE_NUMBER = new RegExp(`(${CHINESE})([余多]?)`, 'uy');
const SHARE = new RegExp(`([百千]?万|[百千]|[${CHINESE_DIGITS}]{1,6})分之(${CHINESE}|${PLAIN})`, 'uy');

/** The number that begins exactly at `at` of a half-width text; null when none does. Unsigned: signs are the caller's. */
export function numberAt(text: string, at: number): FoundNumber | null {
  return shareAt(text, at) ?? digitsAt(text, at) ?? halfAt(text, at) ?? chineseAt(text, at);
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function digitsAt(text: string, at: number): FoundNumber | null {
  const power = match(BARE_POWER, text, at);
  const mantissa = power === null ? match(MANTISSA, text, at) : null;
  const found = power ?? mantissa;
  if (found === null) return null;
  const exponent =
    power === null
      ? Number(mantissa![2] ?? raised(mantissa![3]) ?? spoken(mantissa![4]) ?? mantissa![5] ?? 0)
      : Number(power[1] ?? raised(power[2]) ?? spoken(power[3]));
  const base = power === null ? Number(mantissa![1]!.replaceAll(',', '')) : 1;
  const end = at + found[0].length;
  const after = match(AFTER, text, end);
  const scale = after?.[1] === undefined ? 1 : (parseNumeral(`一${after[1]}`) ?? 1);
  const more = after !== null && after[2] !== '';
  return {
    // Through text, because 3 × 10⁻⁶ computed is not 3e-6.
    value: roundOff(Number(`${base}e${exponent}`) * scale),
    start: at,
    end: scale === 1 && !more ? end : end + after![0].length,
    chinese: false,
    scale,
    more,
    share: null,
  };
}

function raised(superscript: string | undefined): string | undefined {
  return superscript?.replace(/./gu, (char) => (char === '⁻' ? '-' : String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(char))));
}

/** 10 的负四次方. */
function spoken(exponent: string | undefined): number | undefined {
  if (exponent === undefined) return undefined;
  const digits = exponent.replace(/^[负-]/u, '');
  return (parseNumeral(digits) ?? Number(digits)) * (digits === exponent ? 1 : -1);
}

/** 减半, 减少一半. */
const HALVED = /(?:减少|降低|下降|缩短|节省|压缩|[减降省])了?(?:至少|近|约)?$/u;

/** 半年, 半个月; a half that is less. */
function halfAt(text: string, at: number): FoundNumber | null {
  const half = /^一?半(?![年天个小导自成数径挂轴])/u.exec(text.slice(at, at + 3))?.[0];
  if (half !== undefined && HALVED.test(text.slice(Math.max(0, at - 6), at))) {
    const end = at + half.length;
    return { value: 50, start: at, end, chinese: true, scale: 1, more: false, share: '%' };
  }
  if (
    !/^半(?:年|天|小时|个小时|个月)/u.test(text.slice(at, at + 4)) ||
    /[一二两三四五六七八九十\d]/u.test(text[at - 1] ?? '')
  )
    return null;
  return { value: 0.5, start: at, end: at + 1, chinese: true, scale: 1, more: false, share: null };
}

function chineseAt(text: string, at: number): FoundNumber | null {
  // The second half of a word that was refused as a whole.
  if (/[一二两三四五六七八九十]/u.test(text[at - 1] ?? '')) return null;
  const found = match(CHINESE_NUMBER, text, at);
  // 千瓦级, 百米: units of counting alone are no number, except 十.
  if (found === null || /^[百千万亿佰仟]+$/u.test(found[1]!)) return null;
  // 五千瓦: 千 belongs to the unit.
  const digits =
    found[1]!.endsWith('千') && /^[瓦克米帕伏赫卡]/u.test(text.slice(at + found[1]!.length))
      ? found[1]!.slice(0, -1)
      : found[1]!;
  const value = parseNumeral(digits);
  // 四五分钟 and 三五成 are 4 or 5, 3 to 5: not 45 and 35.
  if (value === null || /^[一二两三四五六七八九]{2}$/u.test(digits)) return null;
  const more = digits === found[1] && found[2] !== '';
  const end = at + digits.length + (more ? 1 : 0);
  return {
    value,
    start: at,
    end,
    chinese: true,
    scale: /亿/u.test(digits) ? 1e8 : /万/u.test(digits) ? 1e4 : 1,
    more,
    share: null,
  };
}

function shareAt(text: string, at: number): FoundNumber | null {
  const found = match(SHARE, text, at);
  if (found === null) return null;
  const whole = parseNumeral(/^[百千万]/u.test(found[1]!) ? `一${found[1]}` : found[1]!);
  const part = found[2] === '百' ? 100 : parseNumeral(found[2]!);
  if (whole === null || part === null || whole === 0) return null;
  const percent = whole === 100;
  return {
    value: percent ? part : roundOff(part / whole),
    start: at,
    end: at + found[0].length,
    chinese: true,
    scale: 1,
    more: false,
    share: percent ? '%' : 'fraction',
  };
}
