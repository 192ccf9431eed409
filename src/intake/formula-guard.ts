/**
 * Excel takes a CSV cell that begins with = + - @ (also full-width) or a tab for a formula, and runs it. Exports put an
 * apostrophe in front of such a cell, as a person would who types it into Excel; the reader takes one away. A cell that
 * has apostrophes before such a sign gets one more, so that every text comes back as it was.
 */
const FORMULA = /^'*[=+\-@＝＋－＠\t\r]/u;
const GUARDED = /^'+[=+\-@＝＋－＠\t\r]/u;

export function looksLikeFormula(text: string): boolean {
  return FORMULA.test(text);
}

export function guardFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** Undoes `guardFormula`. */
export function unguardFormula(text: string): string {
  return text.startsWith("'") && GUARDED.test(text) ? text.slice(1) : text;
}
