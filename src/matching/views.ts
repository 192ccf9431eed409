/**
 * Which texts of an item are read by matching, and in which pieces they are embedded: the whole (`full`, by which
 * candidates are searched), the title, and each sentence, so that one sentence that fits counts even in a long text and
 * text past the model's 512 tokens is seen at all.
 */
import { createHash } from 'node:crypto';
import type { ItemKind } from '../domain.js';
import type { TextRole } from '../embedding/types.js';
import type { AchievementRow, NeedRow } from '../store/schema.js';

/** The texts of an item that matching reads, by the name of their field. */
export type AchievementTexts = Pick<
  AchievementRow,
  'title' | 'field' | 'keywords' | 'summary' | 'innovation' | 'indicators' | 'prospects'
>;
export type NeedTexts = Pick<NeedRow, 'title' | 'field' | 'keywords' | 'description' | 'indicators' | 'foundation'>;
export type ItemTexts<K extends ItemKind = ItemKind> = K extends 'achievement' ? AchievementTexts : NeedTexts;

/** One text of an item that gets a vector of its own. */
export interface View {
  view: string;
  role: TextRole;
  text: string;
}

/** A title or sentence: UTF-16 offsets in the named field, and the text there. */
export interface Passage {
  view: string;
  field: string;
  start: number;
  end: number;
  text: string;
}

/** The view that candidates are searched by. */
export const SEARCH_VIEW = 'full';

/** Shorter pieces join their neighbour: alone they say nothing. */
const SHORTEST_SENTENCE = 10;
/** Neighbours are joined until no more than this are left, which bounds vectors per item and time per pair. */
const MOST_SENTENCES = 24;

/** The fields in the order in which they are read: what describes the technology first, what praises it last. */
const FIELDS = {
  achievement: ['title', 'summary', 'innovation', 'indicators', 'prospects'],
  need: ['title', 'description', 'indicators'],
} as const satisfies { achievement: readonly (keyof AchievementTexts)[]; need: readonly (keyof NeedTexts)[] };

/** The texts of an item that are embedded. Titles alone have no other view: it would be the same text again. */
export function itemViews<K extends ItemKind>(kind: K, item: ItemTexts<K>): View[] {
  const role = kind === 'need' ? 'query' : 'passage';
  const full = { view: SEARCH_VIEW, role, text: forModel(fieldTexts(kind, item).join('。')) } as const;
  const passages = passagesOf(kind, item);
  if (passages.length === 1) return [full];
  return [full, ...passages.map(({ view, text }) => ({ view, role, text: forModel(text) }) as const)];
}

/** A free text that searches, laid out as a need without a title's neighbours. */
export function queryTexts(text: string): NeedTexts {
  return { title: text, field: [], keywords: [], description: null, indicators: null, foundation: null };
}

/** Title and sentences with their places, in reading order. */
export function passagesOf<K extends ItemKind>(kind: K, item: ItemTexts<K>): Passage[] {
  const sentences = FIELDS[kind].slice(1).flatMap((field) => {
    const text = textOf(item, field);
    return sentencesOf(text).map(([start, end]) => ({ field, start, end, text: text.slice(start, end) }));
  });
  return [
    { view: 'title', field: 'title', start: 0, end: item.title.length, text: item.title },
    ...joined(sentences, (field) => textOf(item, field)).map((sentence, i) => ({ view: `s${i + 1}`, ...sentence })),
  ];
}

/**
 * Ranges [start, end) of the sentences of a text: they end at `。；！？`, a line break, or a full stop that is not a
 * decimal point.
 */
export function sentencesOf(text: string): [number, number][] {
  const ranges: [number, number][] = [];
  for (const { 0: piece, index } of text.matchAll(/(?:[^。；;！？!?\n.．]|[.．](?=\d))+[。；;！？!?\n.．]*/g)) {
    const start = index + (piece.length - piece.trimStart().length);
    const end = index + piece.trimEnd().length;
    if (end <= start) continue;
    const last = ranges.at(-1);
    if (last !== undefined && (end - start < SHORTEST_SENTENCE || last[1] - last[0] < SHORTEST_SENTENCE)) last[1] = end;
    else ranges.push([start, end]);
  }
  return ranges;
}

type Sentence = Omit<Passage, 'view'>;

function joined(sentences: Sentence[], textOf: (field: string) => string): Sentence[] {
  const perGroup = Math.ceil(sentences.length / MOST_SENTENCES);
  if (perGroup <= 1) return sentences;
  const groups: (Sentence & { size: number })[] = [];
  for (const sentence of sentences) {
    const last = groups.at(-1);
    if (last === undefined || last.field !== sentence.field || last.size === perGroup)
      groups.push({ ...sentence, size: 1 });
    else Object.assign(last, { end: sentence.end, size: last.size + 1 });
  }
  return groups.map(({ field, start, end }) => ({ field, start, end, text: textOf(field).slice(start, end) }));
}

/** What the term index reads: every text and the keywords. The field is left to the industries. */
export function lexicalText<K extends ItemKind>(kind: K, item: ItemTexts<K>): string {
  return [...fieldTexts(kind, item), item.keywords.join('，')].join('\n');
}

/** The item's texts in reading order, without what is absent. */
function fieldTexts<K extends ItemKind>(kind: K, item: ItemTexts<K>): string[] {
  return FIELDS[kind].map((field) => textOf(item, field)).filter((text) => text !== '');
}

function textOf(item: ItemTexts, field: string): string {
  return ((item as Record<string, unknown>)[field] as string | null) ?? '';
}

/** SHA-256 (hex) over the texts that vectors and term vectors are made from: another hash means that they are stale. */
export function textHashOf<K extends ItemKind>(kind: K, item: ItemTexts<K>): string {
  return createHash('sha256')
    .update(JSON.stringify([kind, ...FIELDS[kind].map((field) => textOf(item, field)), ...item.keywords]))
    .digest('hex');
}

const FULL_WIDTH: Record<string, string> = {
  ',': '，',
  ';': '；',
  ':': '：',
  '?': '？',
  '!': '！',
  '(': '（',
  ')': '）',
};

/**
 * Text as the embedding model knows it: lower case (its vocabulary has no capitals: each Latin word with one became
 * [UNK]) and Chinese punctuation throughout. On the dev needs this raised dense retrieval from 0.745 to 0.799 nDCG@10.
 */
export function forModel(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\.(?!\d)/g, '。')
    .replace(/[,;:?!()]/g, (mark) => FULL_WIDTH[mark]!);
}
