/** GB18030 bytes of a text. Node only decodes it: the table is what its own decoder says of every code. */
export function encodeGb18030(text: string): Buffer {
  return Buffer.concat(Array.from(text, (character) => codeOf(character)));
}

function codeOf(character: string): Buffer {
  const point = character.codePointAt(0)!;
  if (point < 0x80) return Buffer.from([point]);
  twoByte ??= table(twoByteCodes());
  const short = twoByte.get(character);
  if (short) return short;
  fourByte ??= table(fourByteCodes());
  const long = fourByte.get(character) ?? (point >= 0x10000 ? fourBytes(0x2e248 + point - 0x10000) : undefined);
  if (!long) throw new Error(`no GB18030 code for ${character}`);
  return long;
}

let twoByte: Map<string, Buffer> | undefined;
let fourByte: Map<string, Buffer> | undefined;

function table(codes: Iterable<Buffer>): Map<string, Buffer> {
  const decoder = new TextDecoder('gb18030');
  const byCharacter = new Map<string, Buffer>();
  for (const code of codes) {
    const character = decoder.decode(code);
    if (!character.includes('\ufffd') && !byCharacter.has(character)) byCharacter.set(character, code);
  }
  return byCharacter;
}

function* twoByteCodes(): Generator<Buffer> {
  for (let lead = 0x81; lead < 0xff; lead++) {
    for (let trail = 0x40; trail < 0xff; trail++) if (trail !== 0x7f) yield Buffer.from([lead, trail]);
  }
}

function* fourByteCodes(): Generator<Buffer> {
  for (let index = 0; index < 39_420; index++) yield fourBytes(index);
}

function fourBytes(index: number): Buffer {
  return Buffer.from([
    0x81 + Math.floor(index / 12_600),
    0x30 + (Math.floor(index / 1260) % 10),
    0x81 + (Math.floor(index / 10) % 126),
    0x30 + (index % 10),
  ]);
}

export function encodeUtf16(text: string, order: 'le' | 'be', mark: boolean): Buffer {
  const bytes = Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le');
  return order === 'be' ? bytes.swap16() : bytes;
}
