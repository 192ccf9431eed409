/** Whether two names of quantities mean the same one. */
import { LRUCache } from 'lru-cache';
import { quantityKinds } from './quantity-kinds.js';

/** Words before a name that do not make it another quantity. */
const QUALIFIERS =
  /^(?:产品|成品|系统|设备|端到端|日均?(?=[耗用])|装置|方法|整机|整体|总体|综合|单程|单[次帧幅]|平均|单位|额定|标称|有效|理论|实际|实测|典型|认证|峰值|台架|最[高大低小快慢]|其|该|处(?![理方置])|(?:纯化|净化|提纯|处理|优化|改造)后)+(?=.{2})/u;
/** 每件, 一件 are 单件. */
const FOR_ONE = /[每一](?=[件张台片个颗只份枚块支套吨])/gu;
/** What goes in is not what comes out; nor is a part the whole, or what it is at best what it is all the time. */
const APART: readonly (readonly [RegExp, RegExp])[] = [
  [/进水|进口|入口|进气|原水|输入|原矿|给矿|入选/u, /出水|出口|排口|出气|排水|输出|精矿|尾矿/u],
  [/峰值|瞬时/u, /平均|额定|连续|满载|满负荷/u],
  [/系统|综合|整机|总/u, /直流|电解槽|单体|电堆|电芯/u],
  [/毛/u, /净/u],
  [/副产/u, /目标|主产/u],
  [/残[余留]|药渣|尾渣/u, /提取|浸出|萃取/u],
  [/方言/u, /普通话/u],
  [/纵向|轴向|z轴|面外/u, /横向|径向|[xy]轴|面内/u],
  [/充电/u, /(?<!充)放电/u],
  [/干摩擦|干态/u, /湿摩擦|湿态/u],
  [/常温|室温/u, /冷[藏库冻]|冰温/u],
];
/** What it takes at rest is not what it takes at work. */
const IDLE = /待机|空载|休眠|睡眠/u;
/** By which two deviations are measured differently. */
const METRIC = /(?<![a-z])(?:pv|rms|r[azq]|s[azq])(?![a-z])/u;
/** What tells no two things apart. */
const COMMON =
  /(?<=.{2})测量|时间|用时|耗时|时长|周期|一[轮次遍帧]|估计|预估|评估|估算|预测|适应性?|[的各与和及约]|[率度量数值性后前中时]+$/gu;
/** Says nothing of what it is that is at work. */
const AT_WORK = /连续|运行时?|工作时?|作业/gu;
/** A shorter name that ends the longer one is the same quantity, less surely. */
const CONTAINED = 0.8;
/** The kind of quantity is the same, and one of them says of no thing that it is a quantity of. */
export const OF_NO_THING = 0.7;
/** The kind is the same, and so is what both are of: 苯检出限 and 苯MDL, more than 甲苯MDL. */
const SAME_OF_SAME = 0.95;
/** What both are of must have this share of the shorter one's characters in common. */
const SAME_THING = 0.5;
/** A thing of one character is the same as one of so many that has it (板, 薄板). */
const MOST_FOR_ONE = 2;
/** Names without a word for a kind must have more in common, and so many characters. */
const SAME_NAME = 0.8;
const FEWEST_SHARED = 2;
/** And so many of the shorter one's pairs of characters: 栅极漏电流 is no 零栅压漏极电流. */
const FEWEST_PAIRS = 1 / 3;

/** 0–1, symmetric: 1 for the same name or a synonym; 0.6 and more: both mean the same quantity. */
export function nameLikeness(a: string, b: string): number {
  const [left, right] = [read(a), read(b)];
  if (areApart(left, right)) return 0;
  if (left.name === right.name) return 1;
  if (haveOtherElements(left, right)) return 0;
  // 缺陷检测准确率 is a 检测准确率; 检测精度 and 控制精度 share a head and are two things.
  if (left.kind !== null && right.kind !== null) return byKind(left.kind, right.kind, left.thing, right.thing);
  const [shorter, longer] = left.name.length <= right.name.length ? [left.name, right.name] : [right.name, left.name];
  const contained = shorter.length >= 3 && longer.endsWith(shorter) ? CONTAINED : 0;
  // 表干时间 and 实干时间 have the time in common.
  const said = ({ name, thing }: ReadName) => bigrams(left.kind === null && right.kind === null ? thing : name);
  return Math.max(contained, dice(said(left), said(right)), byThing(left, right));
}

function areApart(a: ReadName, b: ReadName): boolean {
  const differ = (one: string | null, other: string | null) => one !== null && other !== null && one !== other;
  if (differ(a.abbreviation, b.abbreviation) || differ(a.metric, b.metric) || a.idle !== b.idle) return true;
  return a.sides.some((side, i) => side !== 0 && b.sides[i] === -side);
}

/** Elements whose characters hardly name anything else: of 尾矿含铜 nothing is said by 尾矿含硫. */
const ELEMENT =
  /[锂铍硼碳氮氟钠镁铝硅磷硫氯钾钙钪钛钒铬锰铁钴镍铜锌镓锗砷硒溴铷锶钇锆铌钼钌铑钯银镉铟锡锑碲碘铯钡镧铈钕钽钨铼铱铂汞铅铋铀]/gu;

function haveOtherElements({ elements: left }: ReadName, { elements: right }: ReadName): boolean {
  return left !== null && right !== null && !shareElement(left, right);
}

function shareElement(left: readonly string[] | null, right: readonly string[] | null): boolean {
  return left !== null && right !== null && left.some((element) => right.includes(element));
}

/** A name as the kind of quantity, if it has a word for one, and the thing that it is a quantity of. */
interface ReadName {
  /** What stands in brackets within it. */
  abbreviation: string | null;
  metric: string | null;
  idle: boolean;
  /** Of each of APART: 1 for what the first names, −1 for the second, 0 for neither or both. */
  sides: readonly number[];
  name: string;
  kind: string | null;
  thing: string;
  /** Null: it has none. */
  elements: readonly string[] | null;
}

/** 基平面位错(BPD)密度. */
const ABBREVIATED = /\(([a-z][a-z\d.-]*)\)/u;
/** Names come again with every search that compares their items. */
const MOST_REMEMBERED = 20_000;
const alreadyRead = new LRUCache<string, ReadName>({ max: MOST_REMEMBERED, memoMethod: readAnew });

function read(written: string): ReadName {
  return alreadyRead.memo(written);
}

/** Fe回收率, TFe, SiO2含量; but CO and COD are none, nor are single letters. */
const SYMBOL = /(?<![A-Za-z\d])T?([A-Z][a-z])(?:\d?O\d?)?(?![A-Za-z\d])/gu;

function readAnew(written: string): ReadName {
  const { elements, spellings, spelled } = quantityKinds();
  const named = written.normalize('NFKC').replace(SYMBOL, (whole, symbol: string) => elements.get(symbol) ?? whole);
  const folded = named.toLowerCase().replace(/\s/gu, '');
  const name = folded
    .replace(ABBREVIATED, '')
    .replace(FOR_ONE, '单')
    .replace(spelled, (found) => spellings.get(found)!)
    .replace(QUALIFIERS, '');
  const kind = kindOf(name);
  const rest = kind === null ? name : name.slice(0, kind.start) + name.slice(kind.end);
  const thing = rest.replace(COMMON, '');
  return {
    abbreviation: ABBREVIATED.exec(folded)?.[1] ?? null,
    metric: METRIC.exec(folded)?.[0] ?? null,
    idle: IDLE.test(folded),
    sides: APART.map(([one, other]) => Number(one.test(folded)) - Number(other.test(folded))),
    name,
    kind: kind?.word ?? null,
    // 工作压力 is no 烧结压力; of a 噪声 it does not say of what it is.
    thing: kind === null ? thing : thing.replace(AT_WORK, ''),
    elements: name.match(ELEMENT),
  };
}

/** The names of what is said of the other share of the whole: 缺陷检出率 of 缺陷漏检率. */
export function oppositesOf(name: string): string[] {
  const { kind, thing } = read(name);
  if (kind === null) return [];
  const { groupsOf, opposites } = quantityKinds();
  return [...groupsOf.get(kind)!].flatMap((group) => opposites.get(group) ?? []).map((word) => thing + word);
}

interface Kind {
  word: string;
  /** Its place in the name. */
  start: number;
  end: number;
}

/** Whether the name says what kind of quantity it is. */
export function namesKind(name: string): boolean {
  return read(name).kind !== null;
}

/** 选对线路 is 选线准确率. */
const LEADING_KIND = /^[选判认][对准]/u;
/** 最小可检测压力: its 检出限. */
const LEAST_FOUND = /^可(?:检测|检出|探测|测出?)(?=.{2})/u;
/** What may follow the word for a kind: a symbol (粗糙度 Ra, 召回率@10) and what tells nothing. */
const NOTHING_MORE = new RegExp(`(?:[a-z0-9@.]|${COMMON.source})*$`, 'u');

/** The longest word for a kind that the name ends in. */
function kindOf(name: string): Kind | null {
  if (LEADING_KIND.test(name)) return { word: '准确', start: 1, end: 2 };
  const least = LEAST_FOUND.exec(name);
  if (least !== null) return { word: '检出限', start: 0, end: least[0].length };
  const { groupsOf, longest } = quantityKinds();
  let found: Kind | null = null;
  for (let end = NOTHING_MORE.exec(name)!.index; end <= name.length; end += 1) {
    for (let start = Math.max(0, end - longest); start <= (found?.start ?? end - 1); start += 1) {
      const word = name.slice(start, end);
      if (groupsOf.has(word)) found = { word, start, end };
    }
  }
  return found;
}

function byKind(kind: string, other: string, thing: string, otherThing: string): number {
  const { groupsOf, near } = quantityKinds();
  const groups = groupsOf.get(other)!;
  const common = [...groupsOf.get(kind)!].filter((group) => groups.has(group));
  if (common.length === 0) return 0;
  const { shared, fewest, most } = overlap(thing, otherThing);
  if (common.every((group) => group >= near)) return shared === most && most >= FEWEST_SHARED ? CONTAINED : 0;
  if (fewest === 0) return most === 0 ? 1 : OF_NO_THING;
  if (thing === otherThing) return SAME_OF_SAME;
  if (haveOtherHeads(thing, otherThing)) return 0;
  // 四步总收率 is a 总收率; 氢气 and 氧气 are two things.
  const isPart = thing.endsWith(otherThing) || otherThing.endsWith(thing);
  const alike =
    shared === 1
      ? fewest === 1 && (most <= MOST_FOR_ONE || shareElement(thing.match(ELEMENT), otherThing.match(ELEMENT)))
      : shared > 2 || shareBigram(thing, otherThing);
  return (isPart || alike) && shared / fewest >= SAME_THING ? 0.5 + 0.4 * (shared / fewest) : 0;
}

/** Quantities of too many things: 额定电流 is no 短路开断电流. */
const BARE = /^(?:电流|电压|压力|压强|频率|波长|功率|温度|速度|流量|重量|长度|高度|深度)$/u;

/** Where a kind is not said of one of them at least. */
function byThing(left: ReadName, right: ReadName): number {
  const { shared, fewest } = overlap(left.thing, right.thing);
  if (shared < FEWEST_SHARED || !sharePairs(left.thing, right.thing)) return 0;
  if (left.thing !== right.thing && (BARE.test(left.thing) || BARE.test(right.thing))) return 0;
  // Of whatever kind one of them is, the other may be of another: 矸石带煤, 煤与矸石判别准确率; 黄酮提取率, 黄酮含量.
  if (left.kind !== right.kind) {
    const other = left.kind === null ? left.name : right.name;
    return shared === fewest && !/(?:[率度比值]|系数|间隔|间距|步长)$/u.test(other) ? CONTAINED : 0;
  }
  return shared / fewest >= SAME_NAME ? 0.8 * (shared / fewest) : 0;
}

/** Characters in common, and how many the shorter and the longer one have. */
function overlap(a: string, b: string): { shared: number; fewest: number; most: number } {
  const [left, right] = [new Set(a), new Set(b)];
  const shared = [...left].filter((character) => right.has(character)).length;
  return { shared, fewest: Math.min(left.size, right.size), most: Math.max(left.size, right.size) };
}

/** What is measured of many things. */
const MEASURED = /^(.{2,})(?:湿度|温度|压力|浓度|流量|电压|电流)$/u;

/** 土壤湿度 and 空气湿度 are two things. */
function haveOtherHeads(a: string, b: string): boolean {
  const [left, right] = [MEASURED.exec(a)?.[1], MEASURED.exec(b)?.[1]];
  return left !== undefined && right !== undefined && overlap(left, right).shared === 0;
}

/** 存活率 is no 酶活存留. */
function shareBigram(a: string, b: string): boolean {
  return inCommon(bigrams(a), bigrams(b)) > 0;
}

function sharePairs(a: string, b: string): boolean {
  const [left, right] = [bigrams(a), bigrams(b)];
  return inCommon(left, right) >= FEWEST_PAIRS * Math.min(left.length, right.length);
}

function inCommon(left: readonly string[], right: readonly string[]): number {
  return left.filter((pair) => right.includes(pair)).length;
}

function bigrams(text: string): string[] {
  const chars = [...text];
  return chars.slice(1).map((char, index) => chars[index]! + char);
}

function dice(left: readonly string[], right: readonly string[]): number {
  const total = left.length + right.length;
  return total === 0 ? 0 : (2 * inCommon(left, right)) / total;
}
