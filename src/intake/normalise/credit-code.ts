import type { Reading } from '../types.js';
import { isAbsent } from './text.js';
import { quote, unreadable } from './warn.js';

/** GB 32100-2015: no I, O, S, V, Z; the check character is 31 − Σ cᵢ·3ⁱ mod 31. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const LENGTH = 18;

export function creditCodeCheck(body: string): string {
  let weight = 1;
  let sum = 0;
  for (const char of body) {
    sum += ALPHABET.indexOf(char) * weight;
    weight = (weight * 3) % 31;
  }
  return ALPHABET[(31 - (sum % 31)) % 31]!;
}

/** Unified social credit code (统一社会信用代码) in capitals without spaces. One that fails its check is kept, with a warning. */
export function readCreditCode(text: string): Reading<string | null> {
  if (isAbsent(text)) return { value: null };
  const code = text.normalize('NFKC').toUpperCase().replace(/[\s-]/gu, '');
  if (!/^[0-9A-Z]+$/u.test(code)) return unreadable(text, '不是统一社会信用代码；请以文本格式填写 18 位代码');
  const body = code.slice(0, LENGTH - 1);
  const wellFormed = code.length === LENGTH && [...code].every((char) => ALPHABET.includes(char));
  if (wellFormed && creditCodeCheck(body) === code.at(-1)) return { value: code };
  return { value: code, warning: `统一社会信用代码${quote(code)}未通过校验，已原样保留；请对照营业执照核对` };
}
