/** Questions to the enterprise, one for each missing part, in the need's own words where it has some. */

/** Trouble → the quantity to ask for. The first that the title speaks of is asked. */
const QUANTITIES: readonly [RegExp, string][] = [
  [/仿真|模拟|建模|预测|反演|估[算计]/u, '结果与实测相差多少以内'],
  [/温差|温度不均|温升|过热|发烫|散热|热管理/u, '温差（或最高温度）控制到多少℃以内'],
  [/漏检|误报|误判|漏报|识别/u, '漏检率、误报率各控制在百分之几以内'],
  [/漏[气水油液]|泄漏|渗漏|密封/u, '允许泄漏量是多少，要保证多长时间'],
  [/误差|不准|精度|定位|尺寸|漂移|偏差|一致|批次|波动/u, '误差或偏差控制在多少以内'],
  [/生锈|腐蚀|锈|磨损|寿命|(?<!适)老化|掉色|掉皮|脱落|耐用|失效/u, '使用寿命（或耐磨、耐腐蚀时间）要达到多少'],
  [/超标|排放|废水|废气|污水|尾气|氨氮|COD|脱硝|除尘/iu, '处理前后各项浓度是多少，要达到哪个排放标准'],
  [/杂质|纯度|含量|残留|含水|提纯|分离|提取|得率|收率/u, '纯度、得率（或残留量）要达到多少'],
  [/报废|返工|返修|合格率|良率|裂|变形|缺陷|退货|投诉/u, '合格率要从多少提高到多少'],
  [/能耗|电耗|费电|耗电|节能|续航|电池/u, '能耗（或续航）要从多少改善到多少'],
  [/(?<!抗)噪[声音]|振动|晃|抖|异响/u, '噪声或振动要降到多少'],
  [/强度|硬度|韧性|重量|减重|太重/u, '强度、硬度和重量各要达到多少'],
  [/保鲜|保质|货架|变质|走味/u, '保质期要延长到多少天，在什么温度下'],
  [/慢|节拍|效率|产能|产量|人工(?!智能)|招不到|耗时/u, '每件用时（或产能）要从多少改善到多少'],
  [/成本|贵|费用|价格/u, '单位成本要降到多少'],
];

const OTHERWISE = '哪几项指标要达到多少（数值和单位），现在是多少';

export interface Known {
  /** The thing in the need's own words; null when it names none. */
  object: string | null;
  /** What it names instead: a field or a wish (智能化改造); null when there is nothing at all. */
  vaguely: string | null;
  title: string;
}

export function askObject({ vaguely }: Known): string {
  return vaguely === null
    ? '贵司要解决的具体是哪种产品、哪台设备或哪道工序？请写出名称和型号。'
    : `贵司提到“${vaguely}”，具体针对哪种产品、哪台设备或哪道工序？`;
}

export function askPain({ object, vaguely }: Known): string {
  const about = object ?? vaguely;
  return about === null
    ? '目前最想解决的一个问题是什么，出现在哪个环节，造成多大损失？'
    : `“${about}”目前出了什么问题，或现有做法差在哪里，造成多大损失？`;
}

export function askIndicators({ object, vaguely, title }: Known): string {
  const about = object ?? vaguely;
  // A text of some length mentions everything.
  const what = (object === null ? undefined : QUANTITIES.find(([trouble]) => trouble.test(title))?.[1]) ?? OTHERWISE;
  return about === null ? `贵司希望${what}？` : `贵司希望“${about}”的${what}？`;
}

export function askConditions({ object, vaguely }: Known): string {
  const about = object ?? vaguely;
  const where = about === null ? '该技术' : `“${about}”`;
  return `${where}的使用条件还有哪些要说明：工况或现有设备、不能改动的限制、预算、完成时间和合作方式？`;
}
