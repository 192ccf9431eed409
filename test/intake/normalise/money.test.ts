import fc from 'fast-check';
import type { Money } from '../../../src/domain.js';
import { moneyUnitOf, readMoney, type MoneyUnit } from '../../../src/intake/normalise/money.js';
import { cleanText } from '../../../src/intake/normalise/text.js';

const NEGOTIABLE: Money = { kind: 'negotiable', min: null, max: null };
const fixed = (value: number): Money => ({ kind: 'fixed', min: value, max: value });
const range = (min: number | null, max: number | null): Money => ({ kind: 'range', min, max });

function read(text: string, unit?: MoneyUnit, number?: number) {
  return readMoney(cleanText(text), unit, number);
}

describe('amounts that read without a doubt', () => {
  const cases: [string, MoneyUnit | undefined, Money | null][] = [
    ['', undefined, null],
    ['  ', undefined, null],
    ['/', undefined, null],
    ['——', undefined, null],
    ['无', undefined, null],
    ['面议', undefined, NEGOTIABLE],
    ['价格面议', undefined, NEGOTIABLE],
    ['协商', undefined, NEGOTIABLE],
    ['双方协商确定', undefined, NEGOTIABLE],
    ['待定', undefined, NEGOTIABLE],
    ['电议', undefined, NEGOTIABLE],
    ['面 议', undefined, NEGOTIABLE],
    ['50', undefined, fixed(50)],
    ['50万', undefined, fixed(50)],
    ['50 万元', undefined, fixed(50)],
    ['５０万元', undefined, fixed(50)],
    ['１００', undefined, fixed(100)],
    ['50w', undefined, fixed(50)],
    ['￥50万', undefined, fixed(50)],
    ['¥500,000元', undefined, fixed(50)],
    ['RMB 80万', undefined, fixed(80)],
    ['人民币80万元整', undefined, fixed(80)],
    ['伍拾万元整', undefined, fixed(50)],
    ['五十万', undefined, fixed(50)],
    ['五十', undefined, fixed(50)],
    ['三百二十万元', undefined, fixed(320)],
    ['1,500,000元', undefined, fixed(150)],
    ['1，500，000元', undefined, fixed(150)],
    ['1 500 000元', undefined, fixed(150)],
    ['1.5亿元', undefined, fixed(15_000)],
    ['0.5亿', undefined, fixed(5000)],
    ['3千万', undefined, fixed(3000)],
    ['500千元', undefined, fixed(50)],
    ['0.57万元', undefined, fixed(0.57)],
    ['约80万', undefined, fixed(80)],
    ['80万左右', undefined, fixed(80)],
    ['预算80万元', undefined, fixed(80)],
    ['100-200万元', undefined, range(100, 200)],
    ['50-80（万元）', '元', range(50, 80)],
    ["'50", undefined, fixed(50)],
    ['100~200', undefined, range(100, 200)],
    ['100～200万', undefined, range(100, 200)],
    ['100—200万元', undefined, range(100, 200)],
    ['100至200万', undefined, range(100, 200)],
    ['100万到200万', undefined, range(100, 200)],
    ['100万元-200万元', undefined, range(100, 200)],
    ['5000元-1万元', undefined, range(0.5, 1)],
    ['80万-1.2亿', undefined, range(80, 12_000)],
    ['1-2亿', undefined, range(10_000, 20_000)],
    ['五十至八十万', undefined, range(50, 80)],
    ['200-100万', undefined, range(100, 200)],
    ['50-50', undefined, fixed(50)],
    ['50±10万', undefined, range(40, 60)],
    ['≥30', undefined, range(30, null)],
    ['>=30万', undefined, range(30, null)],
    ['不低于30万', undefined, range(30, null)],
    ['30万以上', undefined, range(30, null)],
    ['30万元起', undefined, range(30, null)],
    ['50万以内', undefined, range(null, 50)],
    ['不超过50万', undefined, range(null, 50)],
    ['≤50', undefined, range(null, 50)],
    ['最高50万元', undefined, range(null, 50)],
    ['30万以上50万以下', undefined, range(30, 50)],
    ['不低于30万，不超过50万', undefined, range(30, 50)],
    ['0-50万', undefined, range(0, 50)],
    ['50万元以下（含）', undefined, range(null, 50)],
    ['~50万', undefined, fixed(50)],
    ['12，000元', undefined, fixed(1.2)],
    ['1.2E+06', '元', fixed(120)],
    ['30k', undefined, fixed(3)],
    ['一事一议', undefined, NEGOTIABLE],
    ['根据项目情况确定', undefined, NEGOTIABLE],
    ['500000', '元', fixed(50)],
    ['50', '元', fixed(0.005)],
    ['50', '亿元', fixed(500_000)],
    ['500', '千元', fixed(50)],
    ['20000', '万元', fixed(20_000)],
    ['50万', '元', fixed(50)],
    ['500000元', '万元', fixed(50)],
    ['300000-500000', '元', range(30, 50)],
  ];

  test.each(cases)('%j under unit %s', (text, unit, value) => {
    expect(read(text, unit)).toEqual({ value });
  });
});

describe('amounts that read with a warning', () => {
  const cases: [string, Money | null, RegExp][] = [
    ['500000', fixed(50), /按“元”读取/],
    ['300000-500000', range(30, 50), /按“元”读取/],
    ['100万元/年', fixed(100), /年/],
    ['入门费20万+提成3%', fixed(20), /按 20 万元读取/],
    ['首付30万，总价100万', fixed(100), /按 100 万元读取/],
    ['总经费300万元（其中财政100万）', fixed(300), /按 300 万元读取/],
    ['转让费：100万；年费：5万', null, /多个金额/],
    ['100，200万', null, /多个金额/],
    ['5OO万', null, /字母/],
    ['50万元（可面议）', fixed(50), /可面议/],
    ['10-20万/品种', range(10, 20), /其余文字未采用/],
    ['100-200万元（可面议）', range(100, 200), /其余文字未采用/],
    ['面议（50万起）', range(50, null), /其余文字未采用/],
    ['技术转让费不低于50万元另加提成', range(50, null), /其余文字未采用/],
    ['免费', fixed(0), /无偿/],
    ['50万美元', null, /外币/],
    ['$50万', null, /外币/],
    ['0', null, /面议/],
    ['0.00', null, /面议/],
    ['０元', null, /面议/],
    ['-1', null, /负数/],
    ['-50万', null, /负数/],
    ['5%', null, /比例/],
    ['销售额的3%-5%', null, /比例/],
    ['转让50万，服务20万', null, /多个金额/],
    ['几十万', null, /确切金额/],
    ['看情况', null, /不能识别/],
    ['3台设备', null, /不能识别/],
    ['1.500.000', null, /多个金额/],
    ['999999999999999万', null, /过大/],
  ];

  test.each(cases)('%j', (text, value, warning) => {
    const reading = read(text);
    expect(reading.value).toEqual(value);
    expect(reading.warning).toMatch(warning);
  });
});

test('a numeric cell counts with its stored number, in the unit that its text or header states', () => {
  expect(read('12.3', '万元', 12.3456).value).toEqual(fixed(12.3456));
  expect(read('1.5E+06', '元', 1_500_000).value).toEqual(fixed(150));
  expect(read('50.0万', undefined, 500_000).value).toEqual(fixed(50));
  expect(read('5%', '万元', 0.05).value).toBeNull();
  expect(read('(50)', '万元', -50).value).toBeNull();
  expect(read('########', '万元', 88).value).toEqual(fixed(88));
});

test.each([
  ['预算金额（万元）', '万元'],
  ['预算金额(万元)*', '万元'],
  ['拟转让价格/元', '元'],
  ['转化金额（单位：元）', '元'],
  ['资金（亿元）', '亿元'],
  ['资金（千元）', '千元'],
  ['拟投入资金（万）', '万元'],
  ['投入 资金\n（万元，必填）', '万元'],
  ['意向价格', undefined],
  ['价格（万美元）', undefined],
  ['单元名称', undefined],
])('the header %j states %s', (header, unit) => {
  expect(moneyUnitOf(header)).toBe(unit);
});

test('any amount written in 万元 reads back as itself', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 0, max: 99 }), (whole, cents) => {
      const value = Number(`${whole}.${cents}`);
      for (const text of [`${value}万元`, `${value.toLocaleString('en-US')}万`, `${Math.round(value * 10_000)}元`]) {
        expect(read(text)).toEqual({ value: fixed(value) });
      }
    }),
  );
});

test('no text makes it throw or yields a negative, infinite or upside-down amount', () => {
  const words = fc.constantFrom(
    ...'0123456789.,-~+%元万亿约以上内不低于超过至面议￥$三十 /',
    '总价',
    '入门费',
    '≥',
    '１',
  );
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: words }), fc.string({ unit: 'binary' })),
      fc.option(fc.double()),
      (text, number) => {
        const { value } = read(text, undefined, number ?? undefined);
        if (value === null) return;
        for (const end of [value.min, value.max]) expect(end === null || (Number.isFinite(end) && end >= 0)).toBe(true);
        if (value.min !== null && value.max !== null) expect(value.min).toBeLessThanOrEqual(value.max);
        if (value.kind === 'negotiable') expect(value).toEqual(NEGOTIABLE);
        else expect(value.min ?? value.max).not.toBeNull();
      },
    ),
  );
});
