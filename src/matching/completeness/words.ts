/** Nouns that say which thing is meant, told from words that any need may use. */
import type { Taxonomy } from '../../taxonomy.js';
import { taggedWords } from '../lexicon.js';
import { FUNCTION_WORDS, GENERIC_WORDS } from '../stopwords.js';

/** A word with its place in the text and its part of speech (jieba's tags). */
export interface TaggedWord {
  word: string;
  tag: string;
  start: number;
  end: number;
}

/** Words that name a wish, a field or a business rather than a thing, beside those that explain nothing anywhere. */
const VAGUE = new Set(
  `智能化 数字化 自动化 信息化 绿色化 高端化 智改数转 转型 升级 改造 改进 提升 引进 新产品 新技术 新项目 产品 方向 意向 合作意向 长期合作
  规模 专家来厂 管理水平 厂里 信息技术 厂房 场地 科技含量 见效 见效快 赋能 产品质量 生产能耗 内容 具体内容 收益 标杆 行业标杆 来函 竞争 订单 科技项目 核心竞争力 高质量
  原因 老产品 主营业务 电费 气费 费用 批货 老师傅 年轻人 车间里 手段 经费 研发投入 技术创新 科技成果 技术成果 领域 重点 示范 工程师 节能降耗 能耗高
  合作 合作开发 委托开发 技术转让 产学研 产学研合作 大健康 健康 食品 保健品 环保 节能 能源 新能源 新材料 材料 化工 机械 机械加工 电子 制造 制造业 加工业 农业 医药 生物 医疗 互联网
  人工智能 大模型 大数据 云计算 物联网 机器人 视觉 高校 大学 老师 专家 教授 团队 公司 集团 厂家 厂区 车间 工厂 客户 老客户 业务 传统 主营
  市场 渠道 补贴 政策 政府 资金 投入 投资 产值 利润 毛利 销售 样品 专利 论文 框架 协议 方案 思路 路线 难题 痛点 故障 瓶颈 课题 任务 支持
  对接 资源 人才 咨询 培训 指导 帮助 表面 寿命 寿命短 颜色 东西 办法 毛病 类型 品类 品种 机会 前景 行业 科技 高科技 含量 成熟 先进 现成
  国产化 竞争力 附加值 档次 特色 亮点 卖点 概念 故事 水平 方面 领域 模式 全流程 一体化 智慧 智能 智能制造 绿色 低碳 双碳 工业 应用 场景
  创新 科研 院所 科研院所 经济效益 效益 企业 本公司 单位 主业 产业链 生产线 设备 装备 机器 仪器 软件 系统 平台 服务 零件 配件 工件 性能
  好看 好用 耐用 质量问题 情况 程度 部门 领导 员工 工人 老板 计划 规划 战略 品牌 定位 用途 原料 产线 现状 背景 目的 意义 要求 需求 希望
  期望 机械设备 成本 人工成本 效率 生产效率 工艺 工序 流程 环节 质量 品质 能耗 产能 产量 安全 环境 污染 数据 信息 网络 模型 算法`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

const NOUN = /^(?:n|vn|eng|an|j|x$)/u;
/** What jieba takes for a noun without being one: 看不清, 太猛, 县里. */
const NO_NOUN = /不|^太|[里了]$/u;
/** A verb or adjective that may stand inside a noun phrase: 接地 in 接地故障. */
const INNER = /^(?:v|b|a|m|q|f)/u;

/** Words of the text with their places; whole, lower case stays as it was written. */
export function tagged(text: string): TaggedWord[] {
  let at = 0;
  return taggedWords(text).map(({ word, tag }) => {
    const start = at;
    at += word.length;
    return { word, tag, start, end: at };
  });
}

/** Names and aliases of industries: a field, not a thing. Their directions (碳化硅器件) are things. */
const industryNames = new WeakMap<Taxonomy, Set<string>>();

function namesOf(taxonomy: Taxonomy): Set<string> {
  let names = industryNames.get(taxonomy);
  if (names === undefined)
    industryNames.set(
      taxonomy,
      (names = new Set(taxonomy.industries.flatMap(({ name, aliases }) => [name, ...aliases]))),
    );
  return names;
}

/** Whether a word by itself says which thing is meant. */
export function isSpecific({ word, tag }: TaggedWord, taxonomy: Taxonomy): boolean {
  if (word.length < 2 || !NOUN.test(tag) || NO_NOUN.test(word) || !/\p{L}/u.test(word)) return false;
  return !FUNCTION_WORDS.has(word) && !GENERIC_WORDS.has(word) && !VAGUE.has(word) && !namesOf(taxonomy).has(word);
}

/** Runs of words that form a noun phrase with at least one specific noun, as places in the text. */
export function phrasesOf(words: readonly TaggedWord[], taxonomy: Taxonomy): { start: number; end: number }[] {
  const phrases: { start: number; end: number }[] = [];
  for (let i = 0; i < words.length; i++) {
    if (!opensPhrase(words[i]!)) continue;
    let last = i;
    for (let j = i + 1; j < words.length && j < i + LONGEST_PHRASE; j++) {
      const word = words[j]!;
      if (isNoun(word)) last = j;
      else if (!INNER.test(word.tag) || FUNCTION_WORDS.has(word.word) || !isNoun(words[j + 1])) break;
    }
    const run = words.slice(i, last + 1);
    if (run.some((word) => isSpecific(word, taxonomy))) phrases.push({ start: run[0]!.start, end: run.at(-1)!.end });
    i = last;
  }
  return phrases;
}

/** In words. */
const LONGEST_PHRASE = 7;

function isNoun(word: TaggedWord | undefined): boolean {
  return (
    word !== undefined &&
    NOUN.test(word.tag) &&
    !NO_NOUN.test(word.word) &&
    /[\p{L}\p{N}]/u.test(word.word) &&
    !FUNCTION_WORDS.has(word.word)
  );
}

function opensPhrase(word: TaggedWord): boolean {
  return isNoun(word) && !OPENING_VERBS.test(word.word);
}

const OPENING_VERBS = /^(?:寻求|求购|开发|研发|研究|改造|引进|合作|解决|提升|提高|降低)$/u;

/** The enterprise itself says that it has not decided what it wants. */
export const UNDECIDED =
  /没(?:有)?想好|(?:尚|还)?(?:未|没有?)(?:完全)?(?:定|确定|明确|统计)|没有?定死|[都均](?:可以?|行|能|要)(?:[，。；、]|考虑|$)|不限|再(?:定|确定|聊|谈|说)|见面|面谈|来厂|来(?:厂里?)?看[看一]|先看|什么好(?:的)?(?:技术|项目|成果)|有没有|推荐/u;
