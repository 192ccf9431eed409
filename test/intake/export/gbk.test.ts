import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { encodeGbk } from '../../../src/intake/export/gbk.js';
import { projectPath } from '../../../src/paths.js';

describe('encoding GBK', () => {
  it('gives the bytes that a GB18030 decoder reads back, for every character but private ones', () => {
    let text = '';
    for (let point = 1; point <= 0x10ffff; point += point < 0x10000 ? 1 : 997) {
      const character = String.fromCodePoint(point);
      if (!/[\p{Cs}\p{Co}]/u.test(character)) text += character;
    }
    expect(new TextDecoder('gb18030', { fatal: true, ignoreBOM: true }).decode(encodeGbk(text)) === text).toBe(true);
  });

  it('uses two bytes for what GBK has, so that a Chinese Excel shows it', () => {
    expect([...encodeGbk('科A㎡')]).toEqual([0xbf, 0xc6, 0x41, 0xa9, 0x4f]);
    expect(encodeGbk('𠮷').length).toBe(4);
  });

  it('is what the sample in GBK was written with', () => {
    const bytes = readFileSync(projectPath('sample', 'supply-list-gbk.csv'));
    expect(encodeGbk(new TextDecoder('gbk').decode(bytes)).equals(bytes)).toBe(true);
  });

  it('never fails, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(new TextDecoder('gb18030', { ignoreBOM: true }).decode(encodeGbk(text))).toBe(
          text.replace(/\p{Cs}/gu, '\ufffd'),
        );
      }),
    );
  });
});
