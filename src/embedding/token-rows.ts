/** Which tokens of a text get a row, and what a row is. Shared by the adapters of `Embedder`. */
import { MOST_ROWS, type TextRole, type TokenRows } from './types.js';

/** A token of a text with what the model made of it. */
export interface Token {
  /** As it stands in the vocabulary. */
  piece: string;
  /** UTF-16 offset in the text. */
  start: number;
  /** `dimensions` values, of any length. */
  state: Float32Array;
}

/**
 * The commonest Chinese characters, the commonest first, by the word frequencies of jieba's dictionary: half of all
 * running text. What remains of a long text without them says more than its beginning alone.
 */
const COMMON =
  '一是人了不在有大中国和为这上他个地年来我会以到时要出的生学说道民家子也成行下们于后就发自之对得主长可过天作分方用多你着部' +
  '能市等业全里工公经本都而高政法面门动日进区事代那去心小同北定开产前其军还然起种所如现理机体表力好外与文当两实重新三么只山' +
  '水关明从化平建又制南内西没此将员名手最东头者月间无安看见各城十相但已些正口通想度加第她合院物性战由位常点海意场武使次二向' +
  '治因立数样身情入原问把路被并';

/** Whether a token names something: it has a letter or a digit. [UNK] stands for something, and has letters. */
export function names(piece: string): boolean {
  return /[\p{L}\p{N}_]/u.test(piece);
}

/** @param tokens that name something, in reading order; those of a long text come from several passes */
export function tokenRows(tokens: readonly Token[], role: TextRole, dimensions: number): TokenRows {
  // A query weighs each place by itself; a passage is only asked whether it has something like a token.
  const keyOf = (token: Token): unknown => (role === 'query' ? token : token.piece);
  const first = new Map<unknown, Token>();
  for (const token of tokens) if (!first.has(keyOf(token))) first.set(keyOf(token), token);
  const owners = rarest([...first.values()], MOST_ROWS[role]);
  const rowOf = new Map(owners.map((token, row) => [keyOf(token), row]));
  const rows = new Int8Array(owners.length * dimensions);
  for (const [row, { state }] of owners.entries()) quantise(state, rows, row * dimensions);
  const placed = tokens.filter((token) => rowOf.has(keyOf(token)));
  return {
    rows,
    starts: Int32Array.from(placed, ({ start }) => start),
    rowAt: Int32Array.from(placed, (token) => rowOf.get(keyOf(token))!),
  };
}

/** In reading order, but for what is common when not all of them can stay. */
function rarest(tokens: Token[], most: number): Token[] {
  if (tokens.length <= most) return tokens;
  const rarity = ({ piece }: Token) => (COMMON.includes(piece) ? COMMON.indexOf(piece) : COMMON.length);
  return tokens.toSorted((a, b) => rarity(b) - rarity(a)).slice(0, most);
}

/**
 * Max-abs int8: the scale falls away in a cosine. Plain loops: `Int8Array.from` with a function took a sixth of the time
 * of embedding.
 */
function quantise(state: Float32Array, into: Int8Array, at: number): void {
  let largest = 0;
  for (let k = 0; k < state.length; k++) largest = Math.max(largest, Math.abs(state[k]!));
  if (largest === 0) return;
  for (let k = 0; k < state.length; k++) into[at + k] = Math.round((state[k]! / largest) * 127);
}
