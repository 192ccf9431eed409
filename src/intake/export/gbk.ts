/** GBK bytes of a text, which Node can only decode: the tables are what its own decoder says of every code. */

/** Bytes of a code, packed into one number, by UTF-16 unit. 0: none of this length. */
let short: Uint16Array | undefined;
let long: Uint32Array | undefined;

/** First of the codes of four bytes that stand for the characters beyond U+FFFF, counted from 81 30 81 30. */
const SUPPLEMENTARY_FROM = 189_000;
/** Codes of four bytes for the characters up to U+FFFF. */
const BASIC_LONG_CODES = 39_420;

/**
 * Encodes as GBK, as a Chinese Excel expects of a CSV; characters that GBK lacks get their four bytes of GB18030, which
 * contains GBK. A decoder of GB18030 reads it back without loss; lone surrogates and 19 private characters, for which it
 * has no code, become U+FFFD.
 */
export function encodeGbk(text: string): Buffer {
  const bytes = Buffer.allocUnsafe(text.length * 4);
  let length = 0;
  for (const character of text) {
    const point = character.codePointAt(0)!;
    if (point < 0x80) bytes[length++] = point;
    else length = bytes.writeUIntBE(codeOf(point), length, isShort(point) ? 2 : 4);
  }
  return bytes.subarray(0, length);
}

function isShort(point: number): boolean {
  return point <= 0xffff && shortCodes()[point]! !== 0;
}

function codeOf(point: number): number {
  if (point > 0xffff) return pack(SUPPLEMENTARY_FROM + point - 0x10000);
  return shortCodes()[point]! || longCodes()[point]! || longCodes()[0xfffd]!;
}

function shortCodes(): Uint16Array {
  if (short !== undefined) return short;
  short = new Uint16Array(0x10000);
  const codes = Array.from({ length: 0xff - 0x81 }, (_, lead) =>
    Array.from({ length: 0xff - 0x40 }, (_, trail) => ((0x81 + lead) << 8) | (0x40 + trail)),
  )
    .flat()
    .filter((code) => (code & 0xff) !== 0x7f);
  fill(short, codes, 2);
  return short;
}

function longCodes(): Uint32Array {
  if (long !== undefined) return long;
  long = new Uint32Array(0x10000);
  fill(
    long,
    Array.from({ length: BASIC_LONG_CODES }, (_, index) => pack(index)),
    4,
  );
  return long;
}

/** Decodes each code by itself, so that a code that is none cannot shift its neighbours. */
function fill(table: Uint16Array | Uint32Array, codes: readonly number[], width: 2 | 4): void {
  const decoder = new TextDecoder('gb18030', { ignoreBOM: true });
  const bytes = Buffer.alloc(width);
  for (const code of codes) {
    bytes.writeUIntBE(code, 0, width);
    const character = decoder.decode(bytes);
    const unit = character.charCodeAt(0);
    const isOne = character.length === 1 && (unit !== 0xfffd || bytes.equals(REPLACEMENT));
    if (isOne && table[unit] === 0) table[unit] = code;
  }
}

/** GB18030 has a code for U+FFFD itself, by which decoders also say that they cannot read one. */
const REPLACEMENT = Buffer.from([0x84, 0x31, 0xa4, 0x37]);

/** The code of four bytes with this number: digits of base 126, 10, 126 and 10. */
function pack(index: number): number {
  const [a, b, c, d] = [
    Math.floor(index / 12_600),
    Math.floor(index / 1260) % 10,
    Math.floor(index / 10) % 126,
    index % 10,
  ];
  return (0x81 + a!) * 0x1000000 + ((0x30 + b!) << 16) + ((0x81 + c!) << 8) + 0x30 + d!;
}
