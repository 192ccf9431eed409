import fc from 'fast-check';
import { readIndicators, type Indicator } from '../../../src/matching/indicators/index.js';
import { SENTENCES } from './sentences.js';
import { effortOf } from '../../support/effort.js';

interface Label {
  operator: string;
  numbers: number[];
  unit: string | null;
}

function labelOf(text: string): Label {
  const parts = text.split(' ');
  const count = parts[0] === 'range' ? 2 : 1;
  const unit = parts.slice(1 + count).join(' ');
  return { operator: parts[0]!, numbers: parts.slice(1, 1 + count).map(Number), unit: unit === '-' ? null : unit };
}

function agrees(label: Label, found: Indicator): boolean {
  const numbers = found.operator === 'range' ? [found.min!, found.max!] : [found.value!];
  const near = (a: number, b: number) => Math.abs(a - b) <= 1e-3 * Math.abs(b);
  return (
    found.operator === label.operator &&
    found.unit === label.unit &&
    numbers.length === label.numbers.length &&
    numbers.every((number, index) => near(number, label.numbers[index]!))
  );
}

function show({ operator, value, min, max, unit }: Indicator): string {
  return operator === 'range' ? `range ${min} ${max} ${unit ?? '-'}` : `${operator} ${value} ${unit ?? '-'}`;
}

test('of 200 labelled sentences, indicators are read with precision ≥ 0.95 and recall ≥ 0.85', () => {
  let hits = 0;
  let read = 0;
  let wanted = 0;
  const faults: string[] = [];
  for (const [text, ...labels] of SENTENCES) {
    const found = readIndicators(text);
    const open = labels.map(labelOf);
    const wrong: string[] = [];
    for (const indicator of found) {
      const at = open.findIndex((label) => agrees(label, indicator));
      if (at >= 0) open.splice(at, 1);
      else wrong.push(show(indicator));
    }
    hits += found.length - wrong.length;
    read += found.length;
    wanted += labels.length;
    if (wrong.length + open.length > 0) {
      faults.push(
        `${text}\n    wrong: ${wrong.join(' | ')}\n    missed: ${open.map((l) => `${l.operator} ${l.numbers.join(' ')} ${l.unit}`).join(' | ')}`,
      );
    }
  }
  const report = `precision ${hits}/${read}, recall ${hits}/${wanted}\n${faults.join('\n')}`;
  expect({ report, precise: hits / read >= 0.95, complete: hits / wanted >= 0.85 }).toEqual({
    report,
    precise: true,
    complete: true,
  });
  expect(SENTENCES.length).toBeGreaterThanOrEqual(200);
});

function only(text: string): Indicator {
  const found = readIndicators(text);
  expect(found).toHaveLength(1);
  return found[0]!;
}

test.each([
  ['要求检测精度不低于0.01mm', '检测精度'],
  ['产品的重复定位精度：±0.05mm', '重复定位精度'],
  ['检测精度（mm）：≤0.1', '检测精度'],
  ['温度80℃以上，系统可达到≥95%的准确率', '准确率'],
  ['使用寿命≥10年', '使用寿命'],
  ['内阻小于5mΩ', '内阻'],
  ['时延小于10ms', '时延'],
  ['单位能耗降低20%', '单位能耗'],
  ['降低能耗20%以上', '能耗'],
  ['反应时间2h', '反应时间'],
  ['综合性能达到95%', '综合性能'],
  ['基平面位错（BPD）密度小于500个/cm²', '基平面位错(BPD)密度'],
  ['内置电池续航6h', '内置电池续航'],
  ['镜片在8~12μm波段透过率', '波段'],
])('the name in %j is %s', (text, name) => {
  expect(readIndicators(text).at(-1)!.name).toBe(name);
});

test.each([
  ['改造每台不停机超过2天', '<='],
  ['不允许温度波动大于2℃', '<='],
  ['整线不得停产超过24小时', '<='],
  ['不得出现裂纹长度超过0.5mm', '<='],
  ['未中断超过3秒', '<='],
  ['停机不超过2天', '<='],
  ['不锈钢厚度超过3mm', '>'],
  ['每班不停机时间超过8小时', '>'],
  ['不同温度下寿命超过5年', '>'],
  ['不能识别误差大于1mm的工件', '>'],
])('a negation before what is bounded: %j is %s', (text, operator) => {
  expect(only(text).operator).toBe(operator);
});

test.each([
  ['能耗降低20%', 'decrease'],
  ['效率提高2个百分点', 'increase'],
  ['提高生产效率30%以上', 'increase'],
  ['成本比进口产品低30%', 'decrease'],
  ['能耗降低到20%', null],
  ['提高合格率98%以上', null],
  ['效率≥20%', null],
])('%j states a change: %s', (text, change) => {
  expect(only(text).change).toBe(change);
});

test.each([
  ['厚度0.1-0.5mm', 'length', 'm', 0.0001, 0.0005],
  ['粒径50nm～10μm', 'length', 'm', 5e-8, 1e-5],
  ['压力≥1.6MPa', 'pressure', 'kg·m^-1·s^-2', 1_600_000, null],
  ['浓度低于30mg·L⁻¹', 'concentration', 'kg·m^-3', null, 0.03],
  ['浓度低于0.03g/L', 'concentration', 'kg·m^-3', null, 0.03],
  ['电耗≤4.5kWh/t', 'specific-energy', 'm^2·s^-2', null, 16_200],
  ['寿命约1.2万小时', 'time', 's', 43_200_000, 43_200_000],
  ['环境温度300K', 'temperature', '℃', 26.85, 26.85],
  ['温升不超过65K', 'temperature', '℃', null, 65],
  ['合格率95%以上', 'ratio', '1', 0.95, null],
  ['偏差为25±2mm', 'length', 'm', 0.023, 0.027],
  ['成本不高于60元/吨', 'price-by-mass', 'kg^-1·元', null, 0.06],
  ['产能200件/分钟', 's^-1·件', 's^-1·件', 200 / 60, 200 / 60],
  ['续航半小时以上', 'time', 's', 1800, null],
  ['脉宽350fs', 'time', 's', 3.5e-13, 3.5e-13],
  ['精度零点五毫米', 'length', 'm', 0.0005, 0.0005],
])('%j converts to %s in %s', (text, dimension, unit, min, max) => {
  const canonical = only(text).canonical!;
  expect([canonical.dimension, canonical.unit]).toEqual([dimension, unit]);
  if (min === null) expect(canonical.min).toBeNull();
  else expect(canonical.min).toBeCloseTo(min, 9);
  if (max === null) expect(canonical.max).toBeNull();
  else expect(canonical.max).toBeCloseTo(max, 9);
});

test('one number reads the same in every way of writing it', () => {
  const ways = ['3×10^8Hz', '3×10⁸Hz', '3e8Hz', '300MHz', '３００ＭＨｚ', '0.3GHz', '3亿Hz', '300兆赫兹'];
  expect(new Set(ways.map((way) => only(`频率${way}`).canonical!.min))).toEqual(new Set([3e8]));
});

test('the span covers operator, number and unit in the original text, full-width or not', () => {
  const text = '其中，检测精度不低于 ０．０１ ｍｍ，误检率小于百分之五以内。';
  expect(readIndicators(text).map(({ start, end }) => text.slice(start, end))).toEqual([
    '不低于 ０．０１ ｍｍ',
    '小于百分之五以内',
  ]);
});

test('no text makes it throw; spans are in order, do not overlap and stay inside the text', () => {
  const word = fc.constantFrom(
    ...'0123456789.-~±×^≥≤<>=%％ 万亿千百十两三个度年元成次升km/gsLΩμ℃²⁻¹()（，。第约超',
    '不低于',
    '以上',
    '以内',
    '提高',
    '百分之',
    '10^',
    'mm',
    'MPa',
    '精度',
    'GB/T',
    '2025年',
    'HRC',
    'pH',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(word).map((words) => words.join('')),
        fc.string({ unit: 'binary' }),
      ),
      (text) => {
        let last = 0;
        for (const { start, end, value, min, max } of readIndicators(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect([value, min, max].every((number) => number === null || Number.isFinite(number))).toBe(true);
          last = end;
        }
      },
    ),
    { numRuns: 5000 },
  );
});

/** A search that looks back at each place for what it has seen before takes minutes. */
const MOST_MS = 1_000;

test('a text of 30,000 repeated characters is read within a second of processor time', () => {
  const slow = [
    '1',
    '一',
    '万',
    '1.',
    '1,',
    'a.',
    'a1',
    '第',
    '1~',
    '1mm',
    '1 ',
    '百分之',
    'mm/',
    '(',
    '1/',
    '约',
  ].filter((piece) => {
    const text = piece.repeat(30_000 / piece.length);
    return effortOf(() => readIndicators(text), MOST_MS) > MOST_MS;
  });
  expect(slow).toEqual([]);
});
