import type { Reading } from '../types.js';

/** Long cells are quoted by their beginning; the report carries the whole text beside the message. */
const QUOTED_LENGTH = 120;

/** The cell's text in Chinese quotation marks, on one line, as a message can carry it. */
export function quote(text: string): string {
  const line = [...text.replace(/\s+/gu, ' ').trim()];
  return `“${line.length > QUOTED_LENGTH ? `${line.slice(0, QUOTED_LENGTH).join('')}…` : line.join('')}”`;
}

export function unreadable(text: string, why: string): Reading<null> {
  return { value: null, warning: `${quote(text)}${why}` };
}
