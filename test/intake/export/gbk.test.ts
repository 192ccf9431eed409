import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { encodeGbk } from '../../../src/intake/export/gbk.js';
import { projectPath } from '../../../src/paths.js';

/** Private characters for which GB18030 has no code. */
const WITHOUT_CODE = /[\ue5e5\ue78d-\ue796\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864]/gu;

describe('encoding GBK', () => {
  it('gives the bytes that a GB18030 decoder reads back, for every character but private ones', () => {
    let text = '';
    for (let point = 1; point <= 0x10ffff; point += point < 0x10000 ? 1 : 997) {
      const character = String.fromCodePoint(point);
      if (!/[\p{Cs}\p{Co}]/u.test(character)) text += character;
    }
    expect(new TextDecoder('gb18030', { fatal: true, ignoreBOM: true }).decode(encodeGbk(text)) === text).toBe(true);
  });

  it('loses no private character that has a code', () => {
    let text = '';
    for (let point = 0xe000; point <= 0xf8ff; point += 1) text += String.fromCodePoint(point);
    expect(text.match(WITHOUT_CODE)).toHaveLength(19);
    const read = new TextDecoder('gb18030', { ignoreBOM: true }).decode(encodeGbk(text));
    expect(read === text.replace(WITHOUT_CODE, '\ufffd')).toBe(true);
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
          text.replace(/\p{Cs}/gu, '\ufffd').replace(WITHOUT_CODE, '\ufffd'),
        );
      }),
    );
  });
});
