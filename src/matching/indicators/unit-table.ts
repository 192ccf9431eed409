/**
 * Units as Chinese technical texts write them. A unit is a factor and a product of base units: SI's, 元, bit, and
 * counted nouns (次, 件), which stand for themselves.
 */

export type Dimensions = Readonly<Record<string, number>>;
export interface UnitValue {
  factor: number;
  dimensions: Dimensions;
  /** Temperatures: value in ℃ = number × factor + shift. */
  shift?: number;
}
const POWER: Dimensions = { kg: 1, m: 2, s: -3 };
const ENERGY: Dimensions = { kg: 1, m: 2, s: -2 };
const PRESSURE: Dimensions = { kg: 1, m: -1, s: -2 };
const VOLTAGE: Dimensions = { kg: 1, m: 2, s: -3, A: -1 };
const RESISTANCE: Dimensions = { kg: 1, m: 2, s: -3, A: -2 };
const RATIO: Dimensions = {};

/** Symbols and Chinese names that take prefixes. */
const PREFIXABLE: readonly (readonly [string, number, Dimensions])[] = [
  ['m 米', 1, { m: 1 }],
  ['g 克', 1e-3, { kg: 1 }],
  ['s 秒', 1, { s: 1 }],
  ['A 安 安培', 1, { A: 1 }],
  ['V 伏 伏特', 1, VOLTAGE],
  ['W 瓦 瓦特', 1, POWER],
  ['VA var', 1, POWER],
  ['Wp', 1, POWER],
  ['Hz 赫兹 赫', 1, { s: -1 }],
  ['Pa 帕 帕斯卡', 1, PRESSURE],
  ['J 焦 焦耳', 1, ENERGY],
  ['N 牛 牛顿', 1, { kg: 1, m: 1, s: -2 }],
  ['Ω 欧 欧姆', 1, RESISTANCE],
  ['F 法拉', 1, { kg: -1, m: -2, s: 4, A: 2 }],
  ['H 亨', 1, { kg: 1, m: 2, s: -2, A: -2 }],
  ['T 特斯拉', 1, { kg: 1, s: -2, A: -1 }],
  ['S 西门子', 1, { kg: -1, m: -2, s: 3, A: 2 }],
  ['L l 升', 1e-3, { m: 3 }],
  ['mol 摩尔', 1, { mol: 1 }],
  ['eV 电子伏特', 1.602176634e-19, ENERGY],
  ['Wh 瓦时', 3600, ENERGY],
  ['Ah 安时', 3600, { A: 1, s: 1 }],
  ['bps', 1, { bit: 1, s: -1 }],
  ['bit 比特', 1, { bit: 1 }],
  ['Bq', 1, { s: -1 }],
  ['rad', 1, { rad: 1 }],
  ['t 吨', 1e3, { kg: 1 }],
];
const PREFIXES: readonly (readonly [string, number])[] = [
  ['f 飞', 1e-15],
  ['p 皮', 1e-12],
  ['n 纳', 1e-9],
  ['μ u 微', 1e-6],
  ['m 毫', 1e-3],
  ['c 厘', 1e-2],
  ['d', 1e-1],
  ['k K 千', 1e3],
  ['M 兆', 1e6],
  ['G 吉', 1e9],
  ['T 太', 1e12],
];

const DEGREE = Math.PI / 180;
/** Written forms that take no prefix, separated by spaces. */
const FIXED: readonly (readonly [string, number, Dimensions])[] = [
  ['min 分钟', 60, { s: 1 }],
  ['h hr 小时 个小时 钟头', 3600, { s: 1 }],
  ['d 天', 86_400, { s: 1 }],
  ['周', 604_800, { s: 1 }],
  ['个月', 2_629_800, { s: 1 }],
  ['年', 31_557_600, { s: 1 }],
  ['公里', 1e3, { m: 1 }],
  ['公斤', 1, { kg: 1 }],
  ['斤', 0.5, { kg: 1 }],
  ['英寸 寸 inch', 0.0254, { m: 1 }],
  ['英尺 ft', 0.3048, { m: 1 }],
  ['Å', 1e-10, { m: 1 }],
  ['dm 分米', 0.1, { m: 1 }],
  ['㎡ m2 平米 平方', 1, { m: 2 }],
  ['m3 Nm3 Nm³ 立方 标方', 1, { m: 3 }],
  ['亩', 10_000 / 15, { m: 2 }],
  ['公顷 ha hm2 hm²', 1e4, { m: 2 }],
  ['KG Kg', 1, { kg: 1 }],
  ['MM', 1e-3, { m: 1 }],
  ['ML Ml cc', 1e-6, { m: 3 }],
  ['Mpa MPA mpa', 1e6, PRESSURE],
  ['Kpa kpa', 1e3, PRESSURE],
  ['Gpa GPA', 1e9, PRESSURE],
  ['hz HZ', 1, { s: -1 }],
  ['khz Khz KHZ', 1e3, { s: -1 }],
  ['Mhz MHZ', 1e6, { s: -1 }],
  ['GHZ Ghz', 1e9, { s: -1 }],
  ['kw Kw', 1e3, POWER],
  ['kwh Kwh KWH kW·h kw·h kW.h', 3.6e6, ENERGY],
  ['kv Kv', 1e3, VOLTAGE],
  ['Nm', 1, ENERGY],
  ['bar 巴', 1e5, PRESSURE],
  ['mbar', 100, PRESSURE],
  ['atm 大气压', 101_325, PRESSURE],
  ['mmHg', 133.322, PRESSURE],
  ['mmH2O mmH₂O 毫米水柱', 9.80665, PRESSURE],
  ['cmH2O cmH₂O 厘米水柱', 98.0665, PRESSURE],
  ['Torr', 133.322, PRESSURE],
  ['kgf', 9.80665, { kg: 1, m: 1, s: -2 }],
  ['gf', 9.80665e-3, { kg: 1, m: 1, s: -2 }],
  ['kn knot', 1852 / 3600, { m: 1, s: -1 }],
  ['cP', 1e-3, { kg: 1, m: -1, s: -1 }],
  ['hp 马力', 735.49875, POWER],
  ['kcal 千卡 大卡', 4184, ENERGY],
  ['cal', 4.184, ENERGY],
  ['rpm', 1 / 60, { 转: 1, s: -1 }],
  ['r 转', 1, { 转: 1 }],
  ['° 角度', DEGREE, { rad: 1 }],
  ['′ 角分', DEGREE / 60, { rad: 1 }],
  ['″ 角秒 arcsec', DEGREE / 3600, { rad: 1 }],
  ['% %RH %IACS wt% vol% mol% at%', 0.01, RATIO],
  ['百分点 个百分点', 0.01, RATIO],
  ['‰', 1e-3, RATIO],
  ['ppm PPM dppm DPPM', 1e-6, RATIO],
  ['ppb PPB', 1e-9, RATIO],
  ['倍', 1, RATIO],
  ['成', 0.1, RATIO],
  ['με', 1e-6, RATIO],
  ['数量级 个数量级', 1, { 数量级: 1 }],
  ['dB db DB 分贝 dB(A) dBA', 1, { dB: 1 }],
  ['dBm', 1, { dBm: 1 }],
  ['dBi', 1, { dBi: 1 }],
  ['dBc', 1, { dBc: 1 }],
  ['元 元人民币 元钱', 1, { 元: 1 }],
  ['KB kB 千字节', 8e3, { bit: 1 }],
  ['MB 兆字节', 8e6, { bit: 1 }],
  ['GB', 8e9, { bit: 1 }],
  ['TB', 8e12, { bit: 1 }],
  ['PB', 8e15, { bit: 1 }],
  ['字节', 8, { bit: 1 }],
  ['Tb', 1e12, { bit: 1 }],
  ['Gb', 1e9, { bit: 1 }],
  ['Mb', 1e6, { bit: 1 }],
  ['TOPS', 1e12, { 次运算: 1, s: -1 }],
  ['FLOPS', 1, { 次运算: 1, s: -1 }],
  ['GFLOPS', 1e9, { 次运算: 1, s: -1 }],
  ['TFLOPS', 1e12, { 次运算: 1, s: -1 }],
  ['PFLOPS', 1e15, { 次运算: 1, s: -1 }],
  ['bpm', 1 / 60, { 次: 1, s: -1 }],
  ['fps FPS', 1, { 帧: 1, s: -1 }],
  ['QPS TPS', 1, { 次: 1, s: -1 }],
  ['lm 流明', 1, { lm: 1 }],
  ['lx lux 勒克斯', 1, { lx: 1 }],
  ['nit nits 尼特', 1, { cd: 1, m: -2 }],
  ['cd', 1, { cd: 1 }],
  ['Da 道尔顿', 1, { Da: 1 }],
  ['kDa', 1e3, { Da: 1 }],
  ['HRC', 1, { HRC: 1 }],
  ['HRA', 1, { HRA: 1 }],
  ['HV', 1, { HV: 1 }],
  ['HB HBW', 1, { HB: 1 }],
  ['CFU cfu', 1, { CFU: 1 }],
  ['IU', 1, { IU: 1 }],
  ['EU', 1, { EU: 1 }],
  ['U', 1, { U: 1 }],
  ['NTU', 1, { NTU: 1 }],
  ['拷贝 copies copy', 1, { 拷贝: 1 }],
  ['mM', 1, { mol: 1, m: -3 }],
  ['μM uM', 1e-3, { mol: 1, m: -3 }],
  ['nM', 1e-6, { mol: 1, m: -3 }],
  ['pM', 1e-9, { mol: 1, m: -3 }],
  ['kGs', 0.1, { kg: 1, s: -2, A: -1 }],
  ['Oe 奥斯特', 1000 / (4 * Math.PI), { A: 1, m: -1 }],
  ['kOe', 1e6 / (4 * Math.PI), { A: 1, m: -1 }],
  ['Gs 高斯', 1e-4, { kg: 1, s: -2, A: -1 }],
  ['°Brix Brix', 1, { Brix: 1 }],
  ['mesh 目', 1, { 目: 1 }],
  ['像素 px 个像素', 1, { 像素: 1 }],
];
const TEMPERATURES: readonly (readonly [string, number, number])[] = [
  ['℃ °C ºC oC 摄氏度', 1, 0],
  ['K', 1, -273.15],
  ['℉ °F 华氏度', 5 / 9, -160 / 9],
];
/** Nouns that make a quantity of any number before them, and nouns that need more (see `weak`). */
const COUNTED = '次 帧 通道 路 自由度'.split(' ');
const WEAKLY_COUNTED =
  '个 台 套 台套 种 项 人 人次 家 条 株 只 头 尾 羽 层 户 辆 批 名 篇 级 位 枚 颗 粒 件 片 块 根 张 间 艘 架 例 份 组 节点 轴 类 款 站 盏 车次 课时 点 页 袋 箱 瓶 盒 棵 处'.split(
    ' ',
  );
/** Short forms that mean a unit only behind a stroke: t/a, 吨/日, 转/分. */
const BEHIND_STROKE: readonly (readonly [string, number, Dimensions])[] = [
  ['a', 31_557_600, { s: 1 }],
  ['日', 86_400, { s: 1 }],
  ['月', 2_629_800, { s: 1 }],
  ['分', 60, { s: 1 }],
  ['时', 3600, { s: 1 }],
  ['度 度电', 3.6e6, ENERGY],
  ['方', 1, { m: 3 }],
  ['mK', 1, { m: 1, '℃': 1 }],
  ['m2K m²K', 1, { m: 2, '℃': 1 }],
  ['kgK', 1, { kg: 1, '℃': 1 }],
];

export interface Atom extends UnitValue {
  /** A counted noun of everyday prose: 3 个, 5 家. */
  weak?: boolean;
}
/** Units by their written form. */
export const ATOMS = new Map<string, Atom>();
/** Forms that are units only behind a stroke; they win there. */
export const STROKE_ATOMS = new Map<string, Atom>();

for (const [names, factor, dimensions] of PREFIXABLE) {
  for (const name of names.split(' ')) {
    ATOMS.set(name, { factor, dimensions });
    for (const [prefixes, scale] of PREFIXES) {
      for (const prefix of prefixes.split(' ')) {
        // 千 with m would be 千m: a prefix is written in the script of its unit.
        const sameScript = /[\u4e00-\u9fff]/u.test(prefix) === /[\u4e00-\u9fff]/u.test(name);
        if (sameScript) ATOMS.set(prefix + name, { factor: factor * scale, dimensions });
      }
    }
  }
}
for (const [names, factor, dimensions] of FIXED)
  for (const name of names.split(' ')) ATOMS.set(name, { factor, dimensions });
for (const [names, factor, shift] of TEMPERATURES) {
  for (const name of names.split(' ')) ATOMS.set(name, { factor, dimensions: { '℃': 1 }, shift });
}
for (const noun of COUNTED) ATOMS.set(noun, { factor: 1, dimensions: { [noun]: 1 } });
for (const noun of WEAKLY_COUNTED) ATOMS.set(noun, { factor: 1, dimensions: { [noun]: 1 }, weak: true });
for (const [names, factor, dimensions] of BEHIND_STROKE) {
  for (const name of names.split(' ')) STROKE_ATOMS.set(name, { factor, dimensions });
}
