/** Texts of office files, made fit to store, show and compare. */
export { foldKey } from '../../fold.js';

/** Full-width forms that are always meant as their ASCII twins; full-width punctuation of Chinese prose stays. */
const FULL_WIDTH = /[０-９Ａ-Ｚａ-ｚ％＋＝＜＞＠＃＆＊／＿＄＾｜]/gu;
/** A full-width point or minus is ASCII only inside numbers and names: `１．５`, `Ａ－１`. */
const FULL_WIDTH_INSIDE = /(?<=[0-9A-Za-z])[．－](?=[0-9A-Za-z])/gu;
const CJK = '\\p{Script=Han}\\u3000-\\u303f\\uff00-\\uffef';
const BREAK_WITHIN_CHINESE = new RegExp(`(?<=[${CJK}])\\n+(?=[${CJK}])`, 'gu');

function toHalfWidth(char: string): string {
  return String.fromCodePoint(char.codePointAt(0)! - 0xfee0);
}

/** Nothing to clean: most cells, and a tenth of what reading a list cost. */
const ORDINARY = '[!-^`-~\\u4e00-\\u9fff，。、；：？！“”‘’《》（）【】—…·]+';
const CLEAN = new RegExp(`^(?:${ORDINARY}(?: ${ORDINARY})*)?$`);

/**
 * Text as it is stored: NFC, full-width letters and digits in half width, no zero-width or control characters, no
 * unpaired surrogates (PostgreSQL refuses them), runs of spaces as one, lines trimmed, at most one empty line between
 * paragraphs. Idempotent.
 */
export function cleanText(text: string): string {
  if (CLEAN.test(text)) return text;
  return text
    .replace(/_x000D_/g, '\n') // how XLSX writers without unescaping leave a carriage return
    .replace(/\r\n?|[\u2028\u2029\v\f]/g, '\n')
    .replace(/\p{Zs}|\t/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (char) => (char === '\n' ? char : ''))
    .replace(FULL_WIDTH, toHalfWidth)
    .replace(FULL_WIDTH_INSIDE, toHalfWidth)
    .normalize('NFC')
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** `cleanText` on one line, for names and titles: a line break inside a Chinese word leaves no gap. */
export function singleLine(text: string): string {
  return cleanText(text).replace(BREAK_WITHIN_CHINESE, '').replace(/\n+/g, ' ');
}

const PUNCTUATION_ONLY = /^[-—–－_/\\.。、,，*~·…]*$/u;
const ABSENT_WORDS = /^(?:无|暂无|没有|未填|空|n\/?a|none|null|nil)[。.]?$/iu;

/** True for what people type so that a cell is not empty: `/`, `-`, `——`. Expects cleaned text. */
export function isPlaceholder(text: string): boolean {
  return PUNCTUATION_ONLY.test(text);
}

/** True for a placeholder and for 无, 暂无, N/A. In prose those words are kept as said; in a structured field they mean blank. */
export function isAbsent(text: string): boolean {
  return isPlaceholder(text) || ABSENT_WORDS.test(text);
}
