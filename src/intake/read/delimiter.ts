import { isKnownHeader } from '../synonyms.js';

/** Tried in this order; full-width ones come from people who typed the file by hand. */
const DELIMITERS = [',', '\t', ';', '|', '，', '；'] as const;
const RECORDS = 30;

/**
 * The delimiter under which the head of a file looks most like a list: most known headers in one record, then most
 * records with the same number of cells. Headers decide first, because prose in cells is full of `，` and `；`.
 */
export function sniffDelimiter(head: string): string {
  let best = { delimiter: ',', headers: 0, regularity: 0 };
  for (const delimiter of DELIMITERS) {
    const records = splitRoughly(head, delimiter);
    const headers = Math.max(0, ...records.map((record) => record.filter(isKnownHeader).length));
    const regularity = regularityOf(records.map((record) => record.length));
    if (headers > best.headers || (headers === best.headers && regularity > best.regularity)) {
      best = { delimiter, headers, regularity };
    }
  }
  return best.delimiter;
}

/** Share of records with the commonest number of cells, more for more cells; 0 when nothing is split. */
function regularityOf(widths: number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1);
  return Math.max(0, ...[...counts].map(([width, count]) => (count / widths.length) * Math.min(width, 10)));
}

/** Good enough to count by: a quote protects what is between two of them, doubled or not. */
function splitRoughly(text: string, delimiter: string): string[][] {
  const records: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let at = 0; at <= text.length && records.length <= RECORDS; at++) {
    const character = text[at] ?? '\n';
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === delimiter || character === '\n' || character === '\r')) {
      records.at(-1)!.push(cell);
      cell = '';
      if (character !== delimiter) records.push([]);
    } else cell += character;
  }
  return records.filter((record) => record.some((text) => text.trim() !== ''));
}
