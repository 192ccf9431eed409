/** Whether two names of quantities mean the same one. */

/** Words for the same quantity; each stands for the first of its group. */
const SYNONYMS: readonly (readonly string[])[] = [
  ['准确率', '正确率', '识别率', '精确率', '准确度'],
  ['误差', '偏差'],
  ['寿命', '使用寿命', '服役寿命', '工作寿命', '服役年限', '使用年限'],
  ['能耗', '电耗', '耗电量', '用电量', '耗电'],
  ['时延', '延迟', '延时', '滞后时间'],
  ['响应时间', '反应时间'],
  ['产能', '产量', '年产'],
  ['处理量', '处理能力', '处理规模'],
  ['合格率', '良率', '良品率', '成品率'],
  ['效率', '转换效率', '转化效率'],
  ['去除率', '脱除率', '清除率', '去除效率'],
  ['检出限', '检测限', '检测下限'],
  ['循环寿命', '循环次数', '充放电次数'],
  ['抗拉强度', '拉伸强度'],
  ['工作温度', '使用温度', '运行温度', '环境温度', '温度范围', '工作温度范围'],
  ['成本', '造价'],
  ['噪声', '噪音'],
  ['导热系数', '热导率', '导热率'],
  ['漏检率', '漏报率'],
  ['误检率', '误报率', '虚警率'],
];
const CANON: ReadonlyMap<string, string> = new Map(
  SYNONYMS.flatMap(([first, ...others]) => others.map((other) => [other, first!] as const)),
);
const LONGEST_FIRST = [...CANON.keys()].sort((a, b) => b.length - a.length);
/** Words before a name that do not make it another quantity. */
const QUALIFIERS = /^(?:产品|系统|设备|装置|整机|整体|总体|综合|平均|单位|额定|标称|有效|理论|实际|其|该)+(?=.{2})/u;
/** A shorter name that ends the longer one is the same quantity, less surely. */
const CONTAINED = 0.8;

/** 0–1, symmetric: 1 for the same name or a synonym, else the Dice coefficient of character bigrams. */
export function nameLikeness(a: string, b: string): number {
  const [left, right] = [foldName(a), foldName(b)];
  if (left === right) return 1;
  const [shorter, longer] = left.length <= right.length ? [left, right] : [right, left];
  // 缺陷检测准确率 is a 检测准确率; 检测精度 and 控制精度 share a head and are two things.
  const contained = shorter.length >= 3 && longer.endsWith(shorter) ? CONTAINED : 0;
  return Math.max(contained, dice(bigrams(left), bigrams(right)));
}

function foldName(name: string): string {
  const bare = name.normalize('NFKC').toLowerCase().replace(/\s/gu, '').replace(QUALIFIERS, '');
  const synonym = LONGEST_FIRST.find((word) => bare.endsWith(word));
  return synonym === undefined ? bare : bare.slice(0, -synonym.length) + CANON.get(synonym)!;
}

function bigrams(text: string): string[] {
  const chars = [...text];
  return chars.slice(1).map((char, index) => chars[index]! + char);
}

function dice(left: readonly string[], right: readonly string[]): number {
  const total = left.length + right.length;
  return total === 0 ? 0 : (2 * left.filter((pair) => right.includes(pair)).length) / total;
}
