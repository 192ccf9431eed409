/** The terms on which a need is to be met: what its list states, and what its text says of them. */
import type { Money } from '../../domain.js';
import type { Span } from '../types.js';
import { wantedMaturity } from '../features/maturity.js';
import type { Taxonomy } from '../../taxonomy.js';
import { clausesOf } from './pain.js';
import type { NeedFacts } from './types.js';
import { UNDECIDED } from './words.js';

/** By what they are; each needs more than the bare word, which lists are full of. */
const CONDITIONS: readonly RegExp[] = [
  // Money and time.
  /(?:预算|经费|投资|总投入|费用|单价|造价|成本|价格|胶价|总价)[^，。；]{0,10}?\d+(?:\.\d+)?\s*[万亿]?元?[^，。；]{0,6}/u,
  /\d+(?:\.\d+)?\s*(?:[万亿]元|万(?=以内|以下|左右|之内))(?:以内|以下|左右|之内)?/u,
  /(?:[\d一二两三四五六七八九十半]+个?(?:月|年|周|天)(?:之?内|以内)|\d{4}\s*年[^，。；]{0,6}(?:前|底|内)|(?:年底|月底|明年|今年|下半年)[^，。；]{0,4}前?)[^，。；]{0,4}(?:交付|完成|投产|上线|验收|解决|改造|必须|定型|落地|做完|拆|要|装)/u,
  /工期|交期|(?:攻关|研发|实施|合作|项目)周期|周期[】\]：:\s]*\d/u,
  // What is there and must stay.
  /已(?:安?装|配[有备]?|布置|建成?)[^，。；]{2,12}/u,
  /(?:仍|还|继续)(?:用|采用|沿用|使用)[^，。；]{2,12}|(?:沿用|保留)(?:现有|原有|原来)?[^，。；]{2,12}/u,
  /(?:现有|原有|原来的|已有|在用|老)[^，。；]{0,10}(?:设备|产线|生产线|机床|塔|罐|釜|炉|窑|网关|平台|线|系统|机|ERP|BMS|EMS|MES|PLC|流水线|车型|结构|厂房|模具)[^，。；]{0,8}(?:上|不动|不变|改|用|装|兼容|对接|配套|利用|接)/u,
  /(?:与|和|跟|能|可|要)[^，。；]{0,12}(?:兼容|对接|配套|接起来|直接装|嵌入)/u,
  /不(?:能?|得|允许|准|需|要|想)?(?:停|更?换|改(?!善)|拆|动|增加|外加|添加|额外|加(?!了)|用|另建|重新?建|出厂|上传|引入|破坏|影响|含)(?!的|来|了)[^，。；]{0,12}/u,
  /(?:不能|不得|不可|不允许|避免)(?:动|变|改|换|停)/u,
  /(?:只能|必须|要求|须|应)(?:用|在|采用|放在|满足|符合|防爆|通过|耐|经得起)[^，。；]{1,12}/u,
  /(?:空间|面积|高度|功耗|带宽|算力|内存)[^，。；]{0,4}受限|限制[^，。；]{0,8}数|不超过[^，。；\d]{2,14}(?:范围|能力|限度)/u,
  /(?:元件|器件|零件|部件|点位|人手)[^，。；]{0,6}不(?:超过|多于)\s*\d+|(?:拿不出|没有|缺少|缺乏)[^，。；]{0,6}(?:样本|数据|标注|标签)/u,
  // Surroundings and rules.
  /[\d.]+\s*V(?:DC|AC)?\s*(?:输入|供电|电源|变|转)|(?:隧道|矿井|船舱|机舱|大棚|冷库|洁净室|手术室)[内里]|[千万\d]\s*吨级(?:中试|示范|装置|产线|生产线|项目)/u,
  /(?:-|－|零下)?\d+(?:\.\d+)?\s*(?:~|～|-|－|至|到)?\s*(?:-|－)?\d*\s*(?:℃|度|°C|MPa|公斤压力|kPa|个大气压)[^，。；]{0,8}(?:下|环境|工况|条件|运行|工作|以上就|存放|冷链|管子|制粒|烟|水温)/u,
  /(?:工作|使用|环境|运行|适用|耐受?)温度|(?:高温|低温|高湿|高压|真空|强酸|强碱|粉尘|户外|野外|水下|井下|潮湿|盐雾|振动|防爆|易燃易爆|无尘|洁净|无菌|弱网|无信号|高原|高寒|海洋|海上|山区|重载|车载|船载|机载)[^，。；]{0,4}(?:环境|工况|条件|场合|区域|现场|车间|用户|下坡|爬坡|运行|使用|电源|设备|平台)/u,
  /防爆|国标|行标|GB\/?T?\s*\d|ISO\s?\d|IATF|GMP|FDA|CE认证|UL认证|船级社|药监|等保|AEC-Q|食品级|医疗级|车规|欧盟|REACH|RoHS|强制标准|出口标准|环评|(?:灭菌|EO)后|满足[^，。；]{1,14}(?:要求|规定|规范|标准)/u,
  /(?:场地|占地|空间|净高|净空|重量|体积|尺寸)[^，。；]{0,8}(?:不到|不足|有限|小|轻|以内|以下|不超过|≤|＜|<|不大|只有)/u,
  /(?:用于|用在|适用于?|装在|喷在|放在|安装在|运行在)[^，。；]{2,16}|(?:耐|抗)[^，。；]{1,8}(?:腐蚀|老化|冲刷|候|低温|高温|寒|℃|度)|能过[^，。；]{1,8}(?:老化|测试|试验|认证)|防护等级/u,
  // How to work together.
  /(?:希望|可|采用|愿意?|倾向|接受|以|拟)[^，。；]{0,6}(?:合作开发|委托开发|联合(?:开发|攻关|申报)|技术转让|技术许可|独占许可|普通许可|作价入股|技术服务|先使用后付费|先用后付)/u,
];

/** What the list states, in its fields; then the places in the texts, each kind of condition once. */
export function conditionsOf(need: NeedFacts, taxonomy: Taxonomy): Span[] {
  const stated: [string, string | null][] = [
    ['budget', need.budget === null ? null : moneyText(need.budget)],
    ['deadline', need.deadline],
    ['period', need.period],
    ['cooperationModes', need.cooperationModes.length === 0 ? null : need.cooperationModes.join('、')],
  ];
  const spans = stated.flatMap(([field, text]) =>
    text === null || text === '' ? [] : [{ field, start: 0, end: text.length, text }],
  );
  for (const field of ['title', 'description', 'indicators'] as const) {
    const text = need[field] ?? '';
    for (const pattern of CONDITIONS) {
      const found = clausesOf(text).flatMap(({ start, end }) => {
        const clause = text.slice(start, end);
        if (UNDECIDED.test(clause) || BUSINESS.test(clause)) return [];
        const match = pattern.exec(clause);
        return match === null ? [] : [spanAt(field, start + match.index, match[0])];
      });
      spans.push(...found.slice(0, 1));
    }
    const wanted =
      /(?:TRL|成熟度)[^。；]{0,12}|(?:已经?|通过|完成|达到)?(?:中试|小试|产业化|工程化)(?:阶段|以上|验证|水平)/iu.exec(
        text,
      );
    if (wanted !== null && wantedMaturity(text, taxonomy) !== null) spans.push(spanAt(field, wanted.index, wanted[0]));
  }
  return spans;
}

/** Sums that are no terms: what was lost, what is to be earned. */
const BUSINESS = /产值|销售|营收|利润|毛利|损失|扣款|罚款|每年|一年|去年|年产/u;

function spanAt(field: string, start: number, text: string): Span {
  return { field, start, end: start + text.length, text };
}

/** 面议 states nothing. */
function moneyText({ kind, min, max }: Money): string | null {
  if (kind === 'negotiable') return null;
  if (min !== null && max !== null) return min === max ? `${min} 万元` : `${min}–${max} 万元`;
  if (min === null && max === null) return null;
  return min === null ? `不高于 ${max} 万元` : `不低于 ${min} 万元`;
}
