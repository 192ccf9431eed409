import fc from 'fast-check';
import { readDeadline } from '../../../src/intake/normalise/date.js';
import { cleanText } from '../../../src/intake/normalise/text.js';

const TODAY = new Date(2025, 5, 15);

function read(text: string, date?: string, number?: number) {
  return readDeadline(cleanText(text), TODAY, {
    ...(date === undefined ? {} : { date }),
    ...(number === undefined ? {} : { number }),
  });
}

test.each([
  ['2025年3月1日', '2025-03-01'],
  ['2025 年 3 月 1 日', '2025-03-01'],
  ['２０２５年３月１日', '2025-03-01'],
  ['二〇二五年三月一日', '2025-03-01'],
  ['2025年3月1号', '2025-03-01'],
  ['2025-03-01', '2025-03-01'],
  ['2025-3-1', '2025-03-01'],
  ['2025/3/1', '2025-03-01'],
  ['2025.3.1', '2025-03-01'],
  ['20250301', '2025-03-01'],
  ['25.3.1', '2025-03-01'],
  ['25/3/1', '2025-03-01'],
  ['25年3月1日', '2025-03-01'],
  ['13/1/2025', '2025-01-13'],
  ['1/13/2025', '2025-01-13'],
  ['2025-03-01 00:00:00', '2025-03-01'],
  ['2025-03-01T00:00:00.000Z', '2025-03-01'],
  ['2025年3月1日18:00', '2025-03-01'],
  ['2025年3月1日前', '2025-03-01'],
  ['截至2025年3月1日', '2025-03-01'],
  ['2025年3月1日（星期六）', '2025-03-01'],
  ['2025-03', '2025-03-31'],
  ['2025年3月', '2025-03-31'],
  ['2025.3', '2025-03-31'],
  ['2025/03', '2025-03-31'],
  ['202502', '2025-02-28'],
  ['2025年全年', '2025-12-31'],
  ['2024年2月', '2024-02-29'],
  ['2025', '2025-12-31'],
  ['2025年', '2025-12-31'],
  ['2025年底', '2025-12-31'],
  ['25年底', '2025-12-31'],
  ['2025年12月底', '2025-12-31'],
  ['2025年上半年', '2025-06-30'],
  ['2025年第三季度', '2025-09-30'],
  ['2025年3月中旬', '2025-03-20'],
  ['2025.10-2026.06', '2026-06-30'],
  ['2025.10-12', '2025-12-31'],
  ['2025年3月-6月', '2025-06-30'],
  ['2025.3.1-6.30', '2025-06-30'],
  ['2025年3月1日-15日', '2025-03-15'],
  ['2025-2026年', '2026-12-31'],
  ['2025年3月1日至2026年2月28日', '2026-02-28'],
  ['2025/3/1～2025/12/31', '2025-12-31'],
  ['2025-03-01 - 2026-03-01', '2026-03-01'],
  ['2025-03-01 至 2026-03-01', '2026-03-01'],
  ['即日起至2025年12月31日', '2025-12-31'],
  ['自2025年1月1日起至2025年12月31日止', '2025-12-31'],
  ['20250301-20251231', '2025-12-31'],
  ['45717', '2025-03-01'],
  ['45717.5', '2025-03-01'],
  ['长期有效（至2026年12月31日）', '2026-12-31'],
  ['2025年12月31日24时', '2025-12-31'],
  ['2025年内', '2025-12-31'],
  ['2025、6、30', '2025-06-30'],
  ['15-Mar-2025', '2025-03-15'],
  ['1-Mar-25', '2025-03-01'],
  ['Mar 1, 2025', '2025-03-01'],
])('%j ends on %s', (text, expected) => {
  expect(read(text)).toEqual({ value: expected });
});

test.each(['', '/', '无', '长期有效', '长期', '不限', '永久', '2025-03-01至长期'])(
  '%j is no deadline, without a warning',
  (text) => {
    expect(read(text)).toEqual({ value: null });
  },
);

test.each([
  ['2025-02-30', /有效的日期/],
  ['2025年13月1日', /有效的日期/],
  ['20251345', /有效的日期/],
  ['2025-13-01', /有效的日期/],
  ['2025年9月30日至2025年6月1日', /早于/],
  ['3个月', /期限/],
  ['合同签订后一年内', /期限/],
  ['12月31日', /年份/],
  ['2025年3月1日起', /截止日期/],
  ['尽快', /不能识别/],
  ['2025-03-01-', undefined],
])('%j warns %s', (text, warning) => {
  const reading = read(text);
  if (warning === undefined) expect(reading.value).toBe('2025-03-01');
  else {
    expect(reading.value).toBeNull();
    expect(reading.warning).toMatch(warning);
  }
});

test('a year told relative to today, or words beside the date, ask for a check', () => {
  expect(read('明年6月底')).toEqual({ value: '2026-06-30', warning: expect.stringContaining('2026-06-30') });
  expect(read('2025年3月1日（以合同为准）')).toEqual({
    value: '2025-03-01',
    warning: expect.stringContaining('请核对'),
  });
});

test('a typed cell counts with its date, a number in the range of serials as one', () => {
  expect(read('1-Mar-25', '2025-03-01')).toEqual({ value: '2025-03-01' });
  expect(read('3/1/25', '2025-03-01T08:30:00')).toEqual({ value: '2025-03-01' });
  expect(read('#####', undefined, 45717)).toEqual({ value: '2025-03-01' });
  expect(read('2025', undefined, 2025)).toEqual({ value: '2025-12-31' });
});

test('every day of two centuries reads back from each way of writing it', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1950-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), (day) => {
      const iso = day.toISOString().slice(0, 10);
      const [y, m, d] = iso.split('-').map(Number) as [number, number, number];
      for (const text of [iso, `${y}年${m}月${d}日`, `${y}/${m}/${d}`, `${y}.${m}.${d}`, iso.replaceAll('-', '')]) {
        expect(read(text)).toEqual({ value: iso });
      }
    }),
  );
});

test('no text makes it throw or yields an impossible day', () => {
  const unit = fc.constantFrom(...'0123456789-./年月日至~ 底起一二〇长期', '2025', '今年', '季度');
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit }), fc.string({ unit: 'binary' })),
      fc.option(fc.double()),
      (text, number) => {
        const { value } = read(text, undefined, number ?? undefined);
        if (value !== null) expect(new Date(value).toISOString().slice(0, 10)).toBe(value);
      },
    ),
  );
});
