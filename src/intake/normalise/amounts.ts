import { CHINESE_DIGITS, parseNumeral } from '../../numerals.js';

/** An amount of money found in a folded text. */
export interface Amount {
  start: number;
  end: number;
  /** In 元 when `yuan`, else in a unit still to be found. Never negative: see `negative`. */
  value: number;
  negative: boolean;
  /** The text states the unit: 元, or 万 or 亿 inside the number. */
  yuan: boolean;
  /** The scale it ends with, which a bare amount beside it shares: `100-200万`. */
  suffix: '' | '万' | '亿';
}

/** Half width, lower case, without spaces; currency signs of the yuan gone; `50w` as 万. Digits parted by a space stay apart. */
export function foldMoneyText(text: string): string {
  return text
    .replace(/(?<=\d)，(?=\d{3}[万亿])/gu, ';') // 100，200万 lists two amounts; 1，500，000 groups digits
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^\s*(\d+(?:\.\d+)?e\+?\d{1,2})\s*$/u, (shown) => String(Number(shown)))
    .replace(/(?<=\d)\s+(?=\d{3}(?!\d))/gu, '')
    .replace(/(?<=\d)\s+(?=\d)/gu, ';')
    .replace(/\s/gu, '')
    .replace(/人民币|rmb|cny|¥/gu, '')
    .replace(/(?<=\d)\(((?:百?万|亿|千)?元)\)$/u, '$1') // 50-80（万元）
    .replace(/萬/gu, '万')
    .replace(/億/gu, '亿')
    .replace(/圆|块钱?/gu, '元')
    .replace(/(?<=\d)w(?![a-z])/gu, '万')
    .replace(/(?<=\d)k元?(?![a-z])/gu, '千元')
    .replace(/[-–—−‐]+|[~∼〜]+/gu, (dash) => (/[~∼〜]/u.test(dash) ? '~' : '-'))
    .replace(/(?<=元)[整正]/gu, '');
}

const PLAIN = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?';
const RUN = new RegExp(
  `(?:(?:${PLAIN})[十百千]?|[${CHINESE_DIGITS}]+(?:点[${CHINESE_DIGITS}]+)?)+(?:[万亿](?:${PLAIN}|[${CHINESE_DIGITS}])*)*(千?元)?`,
  'gu',
);
/** Counts, shares and years are no money, unless 元 follows. */
const COUNTED = /^(?:%|‰|个|人|名|位|家|台套|套|台|项|件|次|年|月|日|天|周|期|篇|种|类|级|倍|成|吨|亩|号|楼|:)/u;

/** Every amount of a text that `foldMoneyText` has prepared. */
export function findAmounts(folded: string): Amount[] {
  const amounts: Amount[] = [];
  for (const match of folded.matchAll(RUN)) {
    const run = match[0];
    const start = match.index;
    const end = start + run.length;
    const unit = match[1];
    const number = unit === undefined ? run : run.slice(0, -unit.length);
    const scaled = /[万亿]/u.test(number);
    // 一 of 一次性 and 十 of 十分 are words: Chinese digits count with a unit, or when they are all there is.
    const isWord =
      !/\d/u.test(number) &&
      unit === undefined &&
      !scaled &&
      run.length < folded.length &&
      !besideAmount(folded, start, end);
    const value = isWord || (unit === undefined && COUNTED.test(folded.slice(end))) ? null : parseNumeral(number);
    if (value === null || folded[start - 1] === '第') continue;
    const negative = folded[start - 1] === '-' && !/[\d万亿元]-$/u.test(folded.slice(0, start));
    amounts.push({
      start: negative ? start - 1 : start,
      end,
      value: unit === '千元' ? value * 1000 : value,
      negative,
      yuan: unit !== undefined || scaled,
      suffix: number.endsWith('亿') ? '亿' : number.endsWith('万') ? '万' : '',
    });
  }
  return amounts;
}

/** 五十至八十万: the first numeral has no unit of its own. */
function besideAmount(folded: string, start: number, end: number): boolean {
  return (
    /^(?:-|~|至|到)[\d一二三四五六七八九十两]/u.test(folded.slice(end)) ||
    /[\d万亿元](?:-|~|至|到)$/u.test(folded.slice(0, start))
  );
}
