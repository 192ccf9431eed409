/** Words and signs that say how a number bounds its quantity, before it (不低于, ≥) and behind it (以上, 以内). */
import type { Operator } from './types.js';

export interface FoundOperator {
  operator: Operator;
  /** Where the operator begins; the end of the text before the number when there is none. */
  start: number;
  /** A sign or a comparison; 达到, 控制在, 约 are weak: what follows the number overrules them. */
  strong: boolean;
  /** The words: 优于 depends on the quantity, 降至 is a target and no difference. */
  words: string;
}

const MAY = '(?:得|能|应|可|宜|会|允许|必)?';
const UP_TO = '(?:提高|提升|提|增加|增大|扩大|延长|上升|增长|升高|上涨)(?:了)?(?:至|到)';
const DOWN_TO = '(?:降低|减少|缩短|下降|减小|压缩|降|减|缩减|控制)(?:了)?(?:至|到)|低至|低到|低达';

/** Tried in this order, so that 不超过 is not read as 超过. Each ends where the number (or its sign) begins. */
const BEFORE: readonly (readonly [string, Operator, boolean])[] = [
  [
    `≥|>=|=>|不${MAY}(?:低于|小于|少于|短于|弱于|差于)|(?:至少|最低|最少)(?:为|是|达到?|要|需)?|(?:大于|高于)(?:或|或者)?等于`,
    '>=',
    true,
  ],
  [
    `≤|<=|不${MAY}(?:超过|高于|大于|多于|长于|超出|超)|未超过|(?:小于|低于)(?:或|或者)?等于|至多|最多|最高(?!可?达)|上限为?`,
    '<=',
    true,
  ],
  ['>|大于|超过|高于|多于|长于|超出|突破|逾|(?<![高])超', '>', true],
  ['<|小于|低于|少于|短于|不到|不足', '<', true],
  ['优于|好于', '>=', true],
  [`${DOWN_TO}|控制在|降为`, '<=', false],
  [`${UP_TO}|(?:达到|(?<![雷马伟])达|可达|高达)|提高为`, '>=', false],
  ['大约|大概|(?<![节契条公预])约|接近|(?<![最附邻靠接])近|~', '~', false],
  ['=|等于', '=', false],
];
const FILLER = '(?:了|为|是|在|约|有)?(?:每(?:小时|分钟|[天日年月秒]))?\\s*[Φφ]?';
const PATTERNS = BEFORE.map(
  ([words, operator, strong]) => [new RegExp(`(${words})${FILLER}$`, 'u'), operator, strong] as const,
);
/** No operator is longer, with its filler. */
const REACH = 16;

/** What is to be no more than the number, where the negation stands before it and not before 超过: 不停机超过 2 天. */
const UNWANTED = '停机|停产|停工|停线|停运|断电|断网|断水|中断|离线|延误|超差|偏离|相差|损失|泄漏|漏检|误报';
/** The same where it must not be or become: 不得有压降超过 5 %, 不允许温度波动大于 2 ℃. */
const UNWANTED_CHANGE = `${UNWANTED}|波动|温升|误差|偏差|漂移|下降|降低|衰减|变形|磨损|压降|裂纹`;
const NEGATED = new RegExp(
  `(?:不|未|勿)(?:${UNWANTED})$|(?:不(?:得|能|允许|许|应|可|宜|准|要)|禁止|避免)(?:有|出现|发生|产生)?` +
    `(?!检测|检出|识别|满足|达到|实现)\\p{Script=Han}{0,4}(?:${UNWANTED_CHANGE})(?:时间|时长|幅度|量|率|值|[长宽深高]度)?$`,
  'u',
);
/** No negation is longer, with what it negates. */
const NEGATED_REACH = 16;
const BOUNDED_BY: Partial<Record<Operator, Operator>> = { '>': '<=', '>=': '<' };

export function operatorBefore(text: string, at: number): FoundOperator {
  const left = text.slice(Math.max(0, at - REACH), at);
  for (const [pattern, operator, strong] of PATTERNS) {
    const match = pattern.exec(left);
    if (match === null) continue;
    // 近 and 约 between operator and number are no operators of their own: 超过约, 达到近.
    const start = at - left.length + match.index;
    const isNegated = strong && NEGATED.test(text.slice(Math.max(0, start - NEGATED_REACH), start));
    return { operator: (isNegated ? BOUNDED_BY[operator] : undefined) ?? operator, strong, words: match[1]!, start };
  }
  return { operator: '=', strong: false, words: '', start: at - (/\s*$/u.exec(left)?.[0].length ?? 0) };
}

/** `0.1mm≤厚度`: a sign behind the number that binds it from the left. */
const REVERSED: Readonly<Record<string, Operator>> = { '≤': '>=', '<': '>', '≥': '<=', '>': '<' };
const AFTER: readonly (readonly [RegExp, Operator])[] = [
  [/^\s?(?:及|或|或者)?(?:以上|之上)|^\+(?=[，。；、,;)\s]|$)/u, '>='],
  [/^\s?(?:及|或|或者)?(?:以内|之内|以下|之下)|^\s?内(?![部外径存容置燃地侧蒙衬])/u, '<='],
  [/^\s?(?:左右|上下)/u, '~'],
];

export function operatorAfter(text: string, at: number): { operator: Operator; end: number } | null {
  const right = text.slice(at, at + 6);
  for (const [pattern, operator] of AFTER) {
    const match = pattern.exec(right);
    if (match !== null) return { operator, end: at + match[0].length };
  }
  const sign = /^\s?([≤<≥>])(?=\s?[\p{L}])/u.exec(right);
  return sign === null ? null : { operator: REVERSED[sign[1]!]!, end: at + sign[0].length };
}

const SMALLER_IS_BETTER =
  /误差|偏差|精度|粗糙|噪声|噪音|检出限|检测限|检测下限|检出下限|定量限|时延|延迟|延时|能耗|电耗|损耗|漂移|稳定性|平面度|平整度|圆度|直线度|线宽|不确定度|失真|波动|泄漏|分辨率|分辨力|杂质|残留|排放|均匀度|稳定度|真空度|节拍/u;

const LARGER_IS_BETTER =
  /率$|效率|寿命|强度|纯度|容量|产能|产量|次数|续航|里程|吞吐|通量|灵敏|透光|[年日]产$|产[氢气水油电]量?$|^处理$|最[大高](?:工作|作业|运行)?(?:深度|水深|转速|速度|航速|时速|扭矩)$|耐温$|耐压$|相似度|一致性|密度$|载荷|负载|速度|回收|模量/u;

/** 优于 follows the quantity: an accuracy of 0.1 mm is better when smaller, one of 99 % when larger. */
export function betterThan(name: string | null, unit: string | null, value: number): Operator {
  // −140 dBm of sensitivity, −30 dB of isolation.
  if (/^dBm?$/u.test(unit ?? '') && value < 0) return '<=';
  return betterDirection(name, unit) === 'most' && !(unit === '%' && value >= 50) ? '<=' : '>=';
}

/** What a sensor gives for as much (mV/g, kPa⁻¹), and no concentration (mg/L) that it still notices. */
const RESPONSE = /^[pnuμmk]?[VAΩCF]\/|(?:⁻¹|-1)$/u;

/** Which way a quantity is better, as far as its name and unit tell: at `most` for errors, at `least` for lifetimes. */
export function betterDirection(name: string | null, unit: string | null): 'least' | 'most' | null {
  if (name === null) return null;
  if (SMALLER_IS_BETTER.test(name)) return 'most';
  // The least that is noticed: 甲烷灵敏度 10 ppm·m, 磁灵敏度 1 nT.
  if (name.endsWith('灵敏度') && unit !== null && unit !== '%' && unit !== '倍' && !RESPONSE.test(unit)) return 'most';
  return LARGER_IS_BETTER.test(name) &&
    !/(?:损耗|漏检|误检|误报|故障|失效|次品|废品|衰减|降解|溶血|含水|死亡|错误)率/u.test(name)
    ? 'least'
    : null;
}
