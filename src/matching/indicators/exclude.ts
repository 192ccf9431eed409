/** What looks like a quantity and is none. */
import type { Quantity } from './quantity.js';

/** Tokens whose digits are names: dates, standards, patents, addresses, models that begin with letters. */
const BLOCKED: readonly RegExp[] = [
  /(?:19|20)\d{2}年(?:\d{1,2}月(?:\d{1,2}[日号])?)?/uy,
  /(?:19|20)\d{2}([-./])\d{1,2}\1\d{1,2}(?!\d)/uy,
  /(?:19|20)\d{2}\s?[-~至]\s?(?:19|20)\d{2}年?/uy,
  /\d{1,2}月\d{1,2}[日号]/uy,
  /\d{1,2}:\d{2}(?::\d{2})?/uy,
  /(?<!\d)1[3-9]\d{9}(?!\d)|0\d{2,3}-\d{7,8}/uy,
  /(?:GB|ISO|IEC|IEEE|JB|HJ|ASTM|DIN|EN|DL|YY|NB|QB|SY|CJ|JGJ|TB|GJB)(?:\s?\/\s?[A-Z]{1,2})?\s?-?\d[\d.]*(?:-\d+)*/uy,
  /(?:ZL|CN|PCT\/CN)\s?\d[\d./X]*/uy,
  /(?:https?:|www\.)[^\s，。；]+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]+/uy,
  /第\s?[\d一二三四五六七八九十百]+/uy,
  /(?:图|表|式|附件|公式)\s?\d+(?:[-.]\d+)*/uy,
  /(?:316|304|904|317)L(?![A-Za-z])/uy,
  /[248]K(?=[^A-Za-z]|$)(?!温)/uy,
];
/** Letters that may stand right before a quantity: pH7, HRC60, Ra0.8. */
const QUANTITY_LETTERS = /(?:pH|PH|Ra|Rz|HRC|HRA|HV|HBW?)$/u;

/** End of the token that blocks at `at`, or `at` itself. */
export function skipBlocked(text: string, at: number): number {
  if (/[A-Za-z]/u.test(text[at]!)) {
    if (/[A-Za-z\d]/u.test(text[at - 1] ?? '')) return at;
    const standard = firstEnd(text, at);
    if (standard > at) return standard;
    // A word with digits in it is a model: H2O, IEC61850, COVID-19, Al-5%Ti.
    const word = /^[A-Za-z]+(?:[-_][A-Za-z]+)*(?=[-_]?\d)/u.exec(text.slice(at, at + 24))?.[0];
    if (word === undefined || QUANTITY_LETTERS.test(word)) return at;
    return at + (/^[A-Za-z]+(?:[-_.]?[A-Za-z\d]+)*%?/u.exec(text.slice(at, at + 40))?.[0].length ?? 0);
  }
  return firstEnd(text, at);
}

function firstEnd(text: string, at: number): number {
  for (const pattern of BLOCKED) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) return at + match[0].length;
  }
  return at;
}

const DURATION = /^(?:年|天|个月|周|小时|个小时|分钟|次)$/u;
const PAST = /(?:近|过去|最近|未来|今后|前|历时|历经|经过|每|上|下|隔|深耕|从事|成立|长达|已有|从业|满)$/u;
const TO = /^.{0,8}?(?:提高|提升|提|升|降|增|减|缩|压|延|扩|脱|除|洗|浓缩|净化|处理)[^，。；]{0,2}(?:至|到|为)/u;

/** Quantities that are there but say nothing of the technology. */
export function isExcluded(text: string, { start, end, first, unit, min }: Quantity): boolean {
  const left = text.slice(Math.max(0, start - 8), start);
  const right = text.slice(end, end + 16);
  if (/[A-Za-z]$/u.test(left) && !QUANTITY_LETTERS.test(left) && !/\s$/u.test(left)) return true;
  // Sizes (300×200 mm), ratios and times (1:1000), parts of longer numbers (1.2.3).
  if (/[×:/.\d]\s?$/u.test(left) || /^\s?(?:×|:\d|\.\d)/u.test(right))
    return !/(?:^|[^\d]):\s?$/u.test(left) || /^\s?×/u.test(right);
  if (/[几数上]$/u.test(left) && first.chinese) return true;
  if (unit !== null && DURATION.test(unit.text) && PAST.test(left)) return true;
  if (
    /^24$/u.test(String(first.value)) &&
    unit?.text === '小时' &&
    /^(?:不间断|在线|值守|服务|监控|待命|全天)/u.test(right)
  )
    return true;
  // 由 85% 提高到 95%: the old value is not what is offered.
  return min === null && /(?:由|从)(?:原来|目前|现有|传统|现在|以前|原|当前)?的?约?$/u.test(left) && TO.test(right);
}

export interface Surroundings {
  name: string | null;
  /** An operator or 以上, 左右 stands beside the number. */
  stated: boolean;
  changed: boolean;
  prefixed: boolean;
  /** In each hour, of each ton: 每秒分选 12 枚. */
  counted: boolean;
}

const LIFETIME =
  /寿命|质保|保质|周期|年限|使用|保存|存放|佩戴|续航|待机|支撑|释放|控释|缓释|保鲜|服役|回收期|运行|贮存|存储|储存|耐久|耐候|工期|时间|期效?$/u;
/** 色牢度 4~5 级; 3 级响应 is none. */
const GRADED = /(?:[^难程角温速长宽高厚深制]度|等级|级别)$/u;
/** 并发用户数 8000 人. */
const NUMBER = /(?:[^多少无总系指级倍次]数|数量)$/u;
/** 一次进样覆盖 42 种. */
const COVERING = /(?:覆盖|支持|兼容|适配|容纳|接入)$/u;
const FEWEST_COVERED = 10;
/** Statistics of papers: P<0.05, n=30. */
const STATISTIC = /(?:^|[^A-Za-z])(?:[PpnNrt]|[Pp]值)$/u;

/** Whether a number with what stands around it is an indicator rather than a plain count or a stray number. */
export function isQuantity(
  text: string,
  { first, unit, end, min, tolerance }: Quantity,
  around: Surroundings,
): boolean {
  // 十余个方向 counts, 300 余种 states a range of products.
  const stated = around.stated || around.changed || first.scale >= 1e4 || (first.more && first.value >= 100);
  if (around.prefixed) return true;
  if (unit === null) {
    if (first.share !== null) return first.share === '%' || stated;
    return isBareIndicator(text, end, first.chinese, min !== null, {
      ...around,
      stated: around.stated || tolerance !== null,
    });
  }
  const named =
    (unit.text === '级' ? GRADED : NUMBER).test(around.name ?? '') ||
    (first.value >= FEWEST_COVERED && COVERING.test(around.name ?? ''));
  // 5 处理单元.
  if (unit.text === '处' && /^[理置方于]/u.test(text.slice(end))) return false;
  if (unit.weak) return (stated || named || around.counted) && !(around.changed && first.chinese) && first.value >= 2;
  if (/^(?:年|个月)$/u.test(unit.text)) return stated || (around.name !== null && LIFETIME.test(around.name));
  if (/^U$/u.test(unit.text) || (/^[A-Z]$/u.test(unit.text) && /^(?:[级型类座轮形字板]|\s?NMR)/u.test(text.slice(end))))
    return false;
  if (!first.chinese) return true;
  if (text[first.start] === '半') return stated;
  // 三元共聚物 is made of three monomers.
  if (unit.text === '元' && first.value < 10) return false;
  return stated ? true : first.value !== 1 && unit.text !== '次' && unit.text !== '路';
}

/** 饵料系数 1.08, 介电常数 3.02. */
const DIMENSIONLESS = /(?:系数|常数|因数|因子|指数|相似度|一致性|COP)$/iu;

function isBareIndicator(
  text: string,
  end: number,
  chinese: boolean,
  range: boolean,
  { name, stated }: Surroundings,
): boolean {
  if (chinese || name === null || STATISTIC.test(name)) return false;
  if (/pH/iu.test(name)) return true;
  const closed =
    /^\s?(?:$|[，。；、）！,;)\s]|以上|以下|以内|左右|的|时|且|并|和)/u.test(text.slice(end, end + 3)) &&
    !/^\.\d/u.test(text.slice(end));
  return (stated || DIMENSIONLESS.test(name)) && !range && closed;
}
