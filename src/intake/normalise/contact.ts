import type { Contact } from '../../domain.js';
import type { Reading } from '../types.js';
import { isAbsent, singleLine } from './text.js';
import { unreadable } from './warn.js';

const EMAIL = /[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/gu;
/** Mobile; landline with or without area code and extension; 400 and 800 numbers. Parts may be spaced or hyphenated. */
const PHONE =
  /(?<![\d.])(?:(?:\+|00)?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?!\d)|(?<![\d.])([48]00)[- ]?(\d{3,4}?)[- ]?(\d{3,4})(?!\d)|(?<![\d.])(?:(?:\+|00)?86[- ]?)?[(（]?(010|02\d|0[3-9]\d{2})[)）]?[- ]?(\d{3,4}[- ]?\d{4})(?:(?:-|转|ext\.?) ?(\d{1,6}))?(?!\d)|(?<![\d.-])(\d{7,8})(?:(?:-|转|ext\.?) ?(\d{1,6}))?(?![\d-])/giu;
const LABELS =
  /(?:联系人|联系电话|联系方式|联系手机|固定电话|移动电话|办公电话|手机号码?|电话号码?|电话|手机|座机|电子邮[箱件]|邮箱|邮件|姓名|e-?mail|mail|tel|phone|微信同号|同微信)\s*[:：]?/giu;
/** Several numbers or addresses of one contact are stored in one text, joined by this. */
const JOIN = '；';

/** Name, phones and addresses of a cleaned text that may hold them all (联系方式: `张三 13812345678 a@b.cn`). */
export function readContact(text: string): Contact {
  if (isAbsent(text)) return { contactName: null, contactPhone: null, contactEmail: null };
  const emails = [...text.replace(/＠/gu, '@').matchAll(EMAIL)].map(([address]) => emailOf(address));
  const withoutEmails = text
    .replace(EMAIL, ' ')
    .replace(/(?<=\d)[–—−－](?=\d)/gu, '-')
    .replace(/(?:(?:\+|00)86[- ]?|(?<![\d-])86[- ])(?=[1-9]\d{1,2}[- ]\d{7,8})/gu, '0');
  const phones = [...withoutEmails.matchAll(PHONE)].map(phoneOf);
  const alone = phones.length + emails.length === 0;
  const name = (alone ? singleLine(text) : withoutEmails)
    .replace(PHONE, ' ')
    .replace(LABELS, ' ')
    .replace(alone ? /^[\s:：]+/u : /[\s,，;；、/|:：。]+/gu, ' ')
    .replace(/[(（]\s*[)）]/gu, '')
    .trim();
  return {
    // What still has digits or an @ is a number or address with a typing error, not a name.
    contactName: /\p{L}/u.test(name) && !(alone && /[\d@]/u.test(name)) ? name : null,
    contactPhone: phones.length > 0 ? phones.join(JOIN) : null,
    contactEmail: emails.length > 0 ? emails.join(JOIN) : null,
  };
}

export function readPhone(text: string, number?: number): Reading<string | null> {
  if (isAbsent(text)) return { value: null };
  // Excel shows a long number as 1.38E+10; the stored one has all its digits.
  const shown = number !== undefined && Number.isSafeInteger(number) && number > 0 ? String(number) : text;
  const { contactPhone } = readContact(shown);
  return contactPhone === null
    ? unreadable(text, '不是有效的电话号码；请填写 11 位手机号或“区号-号码”，如“025-83000000”')
    : { value: contactPhone };
}

export function readEmail(text: string): Reading<string | null> {
  if (isAbsent(text)) return { value: null };
  const { contactEmail } = readContact(text);
  return contactEmail === null
    ? unreadable(text, '不是有效的邮箱；请填写完整地址，如“name@example.com”')
    : { value: contactEmail };
}

function phoneOf(match: RegExpExecArray): string {
  const [, m1, m2, m3, s1, s2, s3, area, line, extension, local, localExtension] = match;
  if (m1 !== undefined) return `${m1}${m2}${m3}`;
  if (s1 !== undefined) return `${s1}-${s2}-${s3}`;
  if (area !== undefined)
    return [area, line!.replace(/[- ]/gu, ''), extension].filter((part) => part !== undefined).join('-');
  return [local, localExtension].filter((part) => part !== undefined).join('-');
}

/** The domain of an address is case-blind, what stands before it need not be. */
function emailOf(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}${address.slice(at).toLowerCase()}`;
}
