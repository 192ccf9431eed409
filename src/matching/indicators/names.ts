/** The noun phrase that a number belongs to, and whether the number is a difference (提高 20%). */

import { namesKind } from './likeness.js';

/** Words of change that say what is changed: 减重 20%. */
const MORE_OF: Readonly<Record<string, string>> = { 增产: '产量', 提速: '速度' };
const LESS_OF: Readonly<Record<string, string>> = {
  减重: '重量',
  节能: '能耗',
  节电: '电耗',
  省电: '电耗',
  节水: '水耗',
  省水: '水耗',
  节油: '油耗',
  省油: '油耗',
  节药: '农药用量',
  减排: '排放',
  降本: '成本',
  减施: '用量',
  减阻: '阻力',
};
const UP = ['提高|提升|增加|增长|增大|改善|增强|扩大|上升|延长|升高|上涨|增效|加快', ...Object.keys(MORE_OF)].join('|');
const SAVED = Object.keys(LESS_OF).join('|');
const DOWN = `降低|减少|缩短|下降|减小|压缩|节约|节省|减轻|减薄|削减|下调|${SAVED}`;
const CHANGED = new RegExp(
  `(?:(${UP}|增)|(${DOWN}|(?<![压温])降|省|(?<!衰)减))(?:了|率为|幅度?|比例|量)?(?:达|可达|达到)?$`,
  'u',
);
/** 节油率: the share that is saved. */
const SAVED_SHARE = new RegExp(`(?:${SAVED})率(?:为|约)?(?:达|可达|达到)?$`, 'u');
/** 降低能耗 20%: the object stands between. */
const CHANGING = new RegExp(`(?:(${UP})|(${DOWN}))了?((?:(?!至|到|达|为)[\\p{Script=Han}A-Za-z]){1,10})$`, 'u');
const COMPARED = /(?:比|较)[^，。；,;]{1,20}?(?:([高快长大多重]出?)|([低少短轻省小快慢]))了?$/u;

const DELIMITER = /[，。；！？、,;!?\n()[\]{}【】“”"「」:：<>≤≥=~×]|\.(?!\d)/u;
/** Words between a name and its number. Characters that also end names (性能, 反应, 平均) are guarded. */
const TRAILING =
  /(?:[\s:：=]|能够|可以|应当|必须|要求|需要|保持|稳定在|一般|通常|目标|指标|只有|仅有|仅需|完成|维持|还剩|分别|依次|最高|最大|最低|最小|(?<![反响效感供对适])应|(?<![性功智节动电热产效势])能|(?<![许认])可|(?<!平)均|(?<![存潜现])在|(?<!行)为|(?<![马雷])达|(?<![自理])由|(?<![主重])要|(?<!所)需|[只仅都已将也的是至到从不约占掉做])+$/u;
/** Words before a name. Characters that also begin names (使用寿命, 能耗, 时延, 内阻) are guarded. */
const LEADING =
  /^(?:\d{1,2}[.、)]|[\s*•·-]|要求|需要|需求|希望|想要|最好|应当|可以|能够|实现|使得|确保|保证|满足|具有|具备|达到|其中|并且|而且|同时|以及|条件下|条件|情况下|环境下|以上|以下|以内|左右|支持|采用|至少|但是|能(?![耗量力源级效])|使(?!用)|时(?![延间滞刻效速])|下(?![限降沉游])|后(?![处向端续])|内(?![阻径部应存压外容孔置])|对(?![比中称位准数])|可(?![靠用见控视调])|并(?![发行网联离/])|本(?![底征体])|从(?!动)|在(?!线)|应(?![力变用急答])|需(?![水氧])|当(?!量)|[其且及和与或将把由该的了要仍])+/u;
/** 货架期由 12 天 is a 货架期. */
const OLD_VALUE = /[由从](?:原来|目前|现有|传统|现在|以前|原|当前)?的?约?\s?\d.*$/u;
/** A condition in brackets, read as a quantity itself, stands between a name and its number: 功率循环(ΔTj=100K)≥10万次. */
const LONGEST_CONDITION = 24;
/** A condition is no part of the name: 充电 10 分钟后容量. */
const LONGEST_NAME = 12;
/** Stands inside a name: 基平面位错(BPD)密度. */
const ABBREVIATION = /\(([A-Za-z][A-Za-z\d.-]{0,9})\)(?=\p{Script=Han})/gu;
/** How far before a number its name is looked for. */
const REACH = 60;

const LETTER = /[\p{Script=Han}A-Za-zΑ-ω]/u;

/**
 * Name of the quantity that ends at `end` (where the operator begins); `from` is where the last indicator ended.
 * A list's colon and a unit in brackets may stand between: `检测精度（mm）：≤0.1`.
 */
function nameBefore(text: string, from: number, end: number): string | null {
  const near = text.slice(Math.max(from, end - REACH), end);
  if (/^\s?\)$/u.test(near.replace(TRAILING, ''))) {
    const earliest = Math.max(0, from - LONGEST_CONDITION);
    const open = earliest + text.slice(earliest, from).lastIndexOf('(');
    if (text[open] === '(') return nameBefore(text, Math.max(0, open - REACH), open);
  }
  // Among numbers, as in a table, all that follows would find this out in the end.
  if (!LETTER.test(near)) return null;
  const left = near
    .replace(TRAILING, '')
    .replace(/\([^()]{0,12}\)$/u, '')
    .replace(TRAILING, '')
    .replace(ABBREVIATION, '\uE000$1\uE001');
  const phrase = left.split(DELIMITER).at(-1) ?? '';
  const noun = phrase.replace(OLD_VALUE, '').replace(LEADING, '').split('的').at(-1)!.replace(LEADING, '').trim();
  if (!LETTER.test(noun)) return null;
  return [...noun].slice(-LONGEST_NAME).join('').replaceAll('\uE000', '(').replaceAll('\uE001', ')').trim();
}

/** 材料成本比市售产品, 与同类产品相比材料造价: without what it is compared with. */
export function withoutCompared(name: string | null): string | null {
  if (name === null) return null;
  return name
    .replace(/^.*(?:相比|相较|对比)于?(?=.{2})/u, '')
    .replace(/(?<=.{2})(?:相?比|相?较)于?(?!表面|强度|容量|功率|能量|电阻|转速)[^率度]{2,10}$/u, '');
}

/** Things that have quantities and are none, and how one is reached: 系统可达到 ≥95% 的准确率, 获得 85% 以上的收率. */
const SUBJECT =
  /^(?:可?(?:获得?|得到?|取得|拥有|给出)|本?(?:系统|产品|设备|装置|平台|项目|模型|算法|方法|样机)|整机|我司|我公司)$/u;

/** The thing before words of change that say what of it is changed, with that: 空调 + 能耗; not what it is compared with. */
export function nameOfImplied(text: string, from: number, { start, implied }: Change): string {
  const thing = nameBefore(text, from, start);
  return (thing === null || /^[比较]/u.test(thing) ? '' : thing) + implied;
}

/** The name before the number, or the one behind it where only a subject stands before. */
export function nameOf(text: string, from: number, start: number, end: number): string | null {
  const before = nameBefore(text, from, start);
  // 85% 以上的收率和 67% 以上的电流效率: the 收率 is the other's.
  if (from > 0 && text[from] === '的') return nameAfter(text, end) ?? before;
  if (before === null || SUBJECT.test(before)) return nameAfter(text, end) ?? before;
  return nameRightBehind(before, text, end) ?? before;
}

/** `≥95%的准确率`: the name that follows. */
function nameAfter(text: string, end: number): string | null {
  return (
    /^的([\p{Script=Han}A-Za-z]{2,8}?)(?=[，。；、,;)\s]|和|与|及|以及|$)/u.exec(text.slice(end, end + 12))?.[1] ?? null
  );
}

/** Behind these, what is given stands after how much of it. */
const GIVING = /(?:支持|提供|具有|具备|实现|承受)$/u;

/** `8~12μm波段`, `提供16周力学支撑`: the same without 的, where what stands before names no quantity. */
function nameRightBehind(before: string, text: string, end: number): string | null {
  const band = /^[波频]段/u.exec(text.slice(end, end + 2))?.[0];
  if (band !== undefined) return band;
  const behind = /^\p{Script=Han}{2,8}(?=[，。；、,;)\s]|$)/u.exec(text.slice(end, end + 9))?.[0];
  if (behind === undefined || namesKind(before)) return null;
  return GIVING.test(before) || namesKind(behind) ? behind : null;
}

/** What is to happen within the number, where nothing names it: `2 秒内报警`, `80℃以上不变形`. */
export function happeningAfter(text: string, end: number): string | null {
  return /^[能可]?(\p{Script=Han}{2,4})(?=[，。；、,;)\s]|$)/u.exec(text.slice(end, end + 6))?.[1] ?? null;
}

export interface Change {
  change: 'increase' | 'decrease';
  /** Where the words of change begin: the name stands before them, or is `object`. */
  start: number;
  object: string | null;
  /** What is changed, where the words of change say it; a thing that stands before them has it (空调节能). */
  implied: string | null;
  /** The number is what it has become in times of what it was: 延长至原来的 1.8 倍. */
  times?: true;
}

const TIMES = new RegExp(
  `(?:${UP})(?:到了?|至|为)(?:原来|原有|原先|现有|传统|改[造进]前|之前|以前)[\\p{Script=Han}]{0,6}的$`,
  'u',
);

/** Words of change right before `end`, where the operator begins. `relative`: the number is a share or a multiple. */
export function changeBefore(text: string, from: number, end: number, relative: boolean, value: number): Change | null {
  const left = text.slice(Math.max(from, end - 30), end).replace(/\s+$/u, '');
  const offset = Math.max(from, end - 30);
  const saved = relative ? SAVED_SHARE.exec(left) : null;
  const direct = saved ?? CHANGED.exec(left);
  if (direct !== null) {
    const [words, more] = direct;
    const change = saved !== null || more === undefined ? 'decrease' : 'increase';
    const implied = (change === 'decrease' ? LESS_OF : MORE_OF)[words.slice(0, 2)] ?? null;
    return { change, start: offset + direct.index, object: null, implied };
  }
  if (!relative) return null;
  const times = value > 1 ? TIMES.exec(left) : null;
  if (times !== null)
    return { change: 'increase', start: offset + times.index, object: null, implied: null, times: true };
  const compared = COMPARED.exec(left);
  if (compared !== null) {
    return {
      change: compared[1] === undefined ? 'decrease' : 'increase',
      start: offset + compared.index,
      object: null,
      implied: null,
    };
  }
  const around = CHANGING.exec(left);
  if (around === null) return null;
  const object = around[3]!;
  // 提高合格率 98% names the aim, not the difference.
  if (/[率度比]$/u.test(object) && value >= 50) return null;
  return {
    change: around[1] === undefined ? 'decrease' : 'increase',
    start: offset + around.index,
    object,
    implied: null,
  };
}
