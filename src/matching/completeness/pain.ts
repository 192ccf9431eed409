/** What goes wrong, or is to be improved, in the words that enterprises use for it. */
import type { Taxonomy } from '../../taxonomy.js';
import { isSpecific, tagged, UNDECIDED } from './words.js';

/** Says by itself that something goes wrong. */
const TROUBLE = new RegExp(
  [
    '不(?:够|足|准|稳|匀|均|牢|灵|住|动|出来|上去|下来|合格|达标|过关|一致|一样|干净|顶用|耐|清楚|全|到位|贴合|同步|兼容)(?!影响)',
    '[看查测拍说搞算认]不(?:清|见|出|准|到|全|明白)',
    '[^能可]?(?:装|排|打|压|下|上|跟|对|找|招|留|做|卖|除|收|放|散|磨|养|沉|抓|降|提)不(?:了|到|着|出去|进去|住|掉|上|下|动|出|来|净|准|开|完|起)',
    '失效|失灵|故障|误报|漏报|漏检|误判|泄漏|泄露|漏[气水油液电粉料]|[渗冒]漏|堵[塞死孔管]|(?:管口|滤布|常|易|会|就)堵|结[垢壳块焦]|粘连|腐蚀|生锈|锈[蚀点坏]|磨损|磨[偏穿坏掉]|断[裂丝线带]|开裂|裂纹|龟裂',
    '变形|翘曲|起[皮泡鼓翘]|脱落|掉[皮粉色渣线块]|剥落|发[黄黑白红软粘臭烫柴霉]|过热|烧[坏蚀毁了]|炸[机管掉过]|跳[机闸停]|停[机线摆产]|宕机|死机|卡[死顿滞住料壳]|报废|返[工修]|退货|客诉|投诉|扣款|罚款|索赔',
    '损失|浪费|超标|污染环境|走味|变质|腐烂|成活率低|死亡|跑偏|漂移|乱飘|[会就自]飘|晃|抖动|振荡|共振|啸叫|自激|串动|串扰|干扰|失真|断电|失联|丢[包帧失]|延迟[大高]|堵车|拥堵|(?:堵|漏|裂|(?<!买)断|掉|坏|散|脏|湿|烂|超)(?=[，,。；;、]|$)|就(?:掉|脱|坏|断|裂|散|堵|碎|焦|烂)|聚[成集]团|散掉|团聚',
    '(?:只能|全|都|还|仍|要|得)?(?:靠|凭)(?:人工|人|经验|老师傅|工人|手工|目测|眼睛|肉眼|感觉|表格|CAD)|人工(?:查|抄|看|捡|搬|打|改|一)|肉眼|手工[画抄量调填]',
    '依赖进口|靠进口|靠国外|卡脖子|卡在|受制于|(?:国外|进口)(?:[^，。；]{0,6})(?:垄断|封锁|专利|禁运|限制|太贵|价格)|许可费|被限',
    '耗[电水气]|费[电水气工料时]|返霜|往[上下]跳|没(?:有)?(?:发现|看见|察觉|人要)|压价|拒收|嫌|呛|尘肺|举报|投诉|不肯|不愿|来不及|赶不上|顶不住|受不了|吃不消',
    '怎么办|难以|死光|致死|冻死|瓶颈|短板|痛点|困扰|难题|隐患|风险高|缺陷(?!检测|识别|图像)|毛病|弊端|头疼|危险|受伤|事故',
    '白白|流走|没(?:有)?(?:人说得清|办法|依据|数据|出路|地方去|资质)|摸不清|缺乏|缺少|缺(?:设计|数据|抗体|手段|方法)|紧缺|受限',
    '太(?:大|小|高|低|贵|慢|快|多|少|长|短|重|差|费|吵|猛)|过(?:大|高|低|慢|重|长)(?!于|温)|偏(?:大|高|低|慢|差|软|硬|干)|(?:越来越|一直|总是|居高)(?:不下|差|低|高|大|慢|薄|堵)',
    '(?:穷举|跑|算|应付|处理)不(?:了|快|动|完|过来)|坏[一二三四五六七八九半两几]成|就偏|往外鼓|鼓包|攻击者|入侵|缺货|(?:电|药剂?|人工|维护)费(?:[^，。；]{0,2}每|[^，。；]{0,2}高)|叠影|重影|错位|错乱|不知道(?:自己)?在哪|混在一起|归[成到]一[堆类]|(?:跑|算)(?:一)?通宵|打滑|打齿|异响|绕远|瞎跑|忽[高多大]忽[低少小]|参差不齐|时[好有]时[坏无]|批(?:批|次)(?:间)?(?:不一|差异|波动)|一批浓|对不上|衰减快|老化快|掉得快',
  ].join('|'),
  'u',
);

/** Goes wrong only with something that is named beside it: 电池寿命短, 提高得率, but not 成本高 alone. */
const WEAK = new RegExp(
  [
    '(?:很|较|比较|特别|非常|十分|明显|容易)?(?:差|低|慢|贵|短|难|脏|臭|费电|费时|费工|费力|累|耗时|大|高|多|重)(?=[，,。；;、！？\\s]|$|的|，)',
    '(?:提高|提升|降低|减少|缩短|改善|改进|替代|取代|代替|替换|避免|防止|消除|抑制|延长|优化|解决|节省|减轻|减重|降噪|增效|提速|稳住|压住|压下来|国产化|想改|改成)',
    '(?:问题|困难|受损|损伤|缺陷|事故|影响)',
  ].join('|'),
  'u',
);

/** Wishes of any business: no pain that technology could answer. */
const BUSINESS =
  /竞争力|效益|产业升级|产业结构|转型|知名度|品牌|形象|市场份额|市场占有|毛利|利润|销量|销售额|产值|附加值|档次|科技含量|见效|行业标杆|人才|补贴|政策|申报|上市|融资|整体水平|管理水平|技术水平|技术实力|创新能力/u;

/** Places where the text says what goes wrong or is to be improved, in order. */
export function painsOf(text: string, taxonomy: Taxonomy): { start: number; end: number }[] {
  return clausesOf(text).filter(({ start, end }) => {
    const clause = text.slice(start, end);
    if (NO_TROUBLE.test(clause) || UNDECIDED.test(clause)) return false;
    if (REQUIREMENT.test(clause) && !CHANGE.test(clause)) return false;
    const trouble = TROUBLE.test(clause);
    if (!trouble && !WEAK.test(clause)) return false;
    if (BUSINESS.test(clause)) return false;
    return trouble || tagged(clause).some((word) => isSpecific(word, taxonomy));
  });
}

/** A bound that is wished for speaks of the trouble that must not be: 泄漏不超过 1 滴, 要耐腐蚀. */
const REQUIREMENT =
  /不(?:得|能|可)?(?:超过|低于|高于|大于|小于|少于|多于)|[小大低高优]于|[≤≥<>＜＞]|以[内下上]|之内|要(?:耐|能|防|求)|须|(?:能|可)(?:耐|承受)|范围|±/u;
const CHANGE = /现在|目前|从[^，。；]{1,12}[降升提缩涨到]|[降升提缩压减延改][^，。；]{0,8}[到至]|一半|只有|才/u;

/** Praise and open-mindedness in the words of trouble. */
const NO_TROUBLE =
  /效果(?:还)?不(?:太|够)?(?:理想|好)|没(?:有)?(?:想好|定|问题)|不(?:清楚|确定)(?:做|选|要)|都不(?:错|限)|(?:难得|不错|不限|均可)/u;

/** Places between commas and stops, without blanks at their ends; a comma inside a number does not count. */
export function clausesOf(text: string): { start: number; end: number }[] {
  return [...text.matchAll(/[^，,。；;！!？?\n：:]+/gu)].flatMap(({ 0: piece, index }) => {
    const start = index + (piece.length - piece.trimStart().length);
    const end = index + piece.trimEnd().length;
    return end > start ? [{ start, end }] : [];
  });
}
