import fc from 'fast-check';
import { patentCheckDigit, readPatents } from '../../../src/intake/normalise/patents.js';
import { cleanText } from '../../../src/intake/normalise/text.js';

const withCheck = (digits: string): string => `${digits}.${patentCheckDigit(digits)}`;
const NEW = withCheck('202010123456');
const OTHER = withCheck('201921234567');
const OLD = withCheck('98101234');

function read(text: string) {
  return readPatents(cleanText(text));
}

test('the check digit is the one of published applications', () => {
  // The example of ZC 0006-2003, and the first application ever filed.
  expect(patentCheckDigit('200310102344')).toBe('5');
  expect(patentCheckDigit('85100001')).toBe('0');
});

test.each([
  [`ZL${NEW}`, [`ZL${NEW}`]],
  [`zl ${NEW}`, [`ZL${NEW}`]],
  [`ZL${NEW.replace('.', '')}`, [`ZL${NEW}`]],
  [NEW, [NEW]],
  [NEW.replace('.', ''), [NEW]],
  [`CN${NEW}`, [`CN${NEW}`]],
  [`ＺＬ${NEW}`, [`ZL${NEW}`]],
  [`ZL${OLD}`, [`ZL${OLD}`]],
  [`发明专利：ZL${NEW}`, [`ZL${NEW}`]],
  [`发明专利（ZL${NEW}）；实用新型ZL${OTHER}`, [`ZL${NEW}`, `ZL${OTHER}`]],
  [`1.ZL${NEW}\n2.ZL${OTHER}`, [`ZL${NEW}`, `ZL${OTHER}`]],
  [`ZL${NEW} ZL${OTHER}`, [`ZL${NEW}`, `ZL${OTHER}`]],
  [`ZL${NEW}，ZL${NEW}`, [`ZL${NEW}`]],
  ['CN1098765A', ['CN1098765A']],
  ['CN101234567B', ['CN101234567B']],
  ['CN210123456U、CN 112345678 A', ['CN210123456U', 'CN112345678A']],
  ['PCT/CN2020/123456', ['PCT/CN2020/123456']],
  ['PCT／CN2020／123456', ['PCT/CN2020/123456']],
  ['WO2020/123456A1', ['WO2020/123456A1']],
  ['US10123456B2', ['US10123456B2']],
  ['EP1234567B1', ['EP1234567B1']],
  ['软著登字2020SR0123456', ['2020SR0123456']],
  ['一种石墨烯的制备方法', ['一种石墨烯的制备方法']],
  ['已申请发明专利3项', ['已申请发明专利3项']],
  [`一种石墨烯的制备方法，ZL${NEW}`, ['一种石墨烯的制备方法', `ZL${NEW}`]],
  [`发明专利；ZL${NEW}`, [`ZL${NEW}`]],
  ['是', ['是']],
  ['13812345678', ['13812345678']],
  ['无', []],
])('%j holds %j', (text, value) => {
  expect(read(text)).toEqual({ value });
});

test('a number whose check digit is wrong or missing is kept, with a warning that names it', () => {
  const wrong = NEW.slice(0, -1) + (NEW.endsWith('0') ? '1' : '0');
  expect(read(`ZL${wrong}`)).toEqual({ value: [`ZL${wrong}`], warning: expect.stringContaining(`ZL${wrong}`) });
  expect(read('ZL202010123456')).toEqual({ value: ['ZL202010123456'], warning: expect.stringContaining('缺少校验位') });
});

test('a list of numbers that was read reads again as itself', () => {
  const year = fc.integer({ min: 2003, max: 2026 });
  const kind = fc.constantFrom(1, 2, 3, 8, 9);
  const number = fc
    .tuple(year, kind, fc.integer({ min: 0, max: 9_999_999 }))
    .map(([y, k, n]) => `ZL${withCheck(`${y}${k}${String(n).padStart(7, '0')}`)}`);
  fc.assert(
    fc.property(
      fc.uniqueArray(number, { minLength: 1, maxLength: 5 }),
      fc.constantFrom('；', '、', '\n', ' ', ', '),
      (numbers, separator) => {
        expect(read(numbers.join(separator))).toEqual({ value: numbers });
      },
    ),
  );
});

test('no text makes it throw', () => {
  const unit = fc.constantFrom(...'0123456789XZLCNPT/.ABUS ；，中', 'ZL2020', 'PCT/CN');
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit }), fc.string({ unit: 'binary' })), (text) =>
      Array.isArray(read(text).value),
    ),
  );
});
