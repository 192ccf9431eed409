import { compareIndicators, readIndicators } from '../../../src/matching/indicators/index.js';

function verdict(wanted: string, offered: string): string {
  const verdicts = compareIndicators(readIndicators(wanted), readIndicators(offered));
  expect(verdicts).toHaveLength(1);
  return verdicts[0]!.verdict;
}

test.each([
  ['检测精度≤0.1mm', '检测精度50μm'],
  ['检测精度≤0.1mm', '检测精度优于0.05毫米'],
  ['检测精度≤0.1mm', '检测精度达±0.05mm'],
  ['识别准确率不低于95%', '系统识别准确率达到98.5%以上'],
  ['准确率不低于95%', '缺陷检测准确率为96%'],
  ['使用寿命≥10年', '寿命超过15年'],
  ['处理规模不小于100吨/天', '处理能力5000kg/h'],
  ['能耗降低20%以上', '能耗降低25%'],
  ['工作温度-20~60℃', '使用温度范围-40至85℃'],
  ['pH值6~9', 'pH值为7'],
  ['循环寿命≥2000次', '循环次数可达3000次'],
  ['温升不超过65K', '温升60℃'],
  ['成本不高于2万元', '成本1.5万元'],
  ['寿命10年', '寿命12年'],
  ['选对线路95%以上', '选线正确率96%以上'],
  ['误报每天不超过3次', '虚警≤1次/天'],
  ['单件编程≤10min', '编程≤5min/件'],
  ['板厚16~60mm', '板厚12~80mm'],
  ['货架期40天以上', '货架期由12天延长到45天'],
  ['功率循环≥8万次', '功率循环(ΔTj=100K)≥10万次'],
  ['空调节能20%以上', '空调系统节能率≥25%'],
  ['减重20%以上', '较铝合金件减重28%'],
  ['2秒内报警', '报警时延≤1.5s'],
  ['准确率达到90%', '准确率从71%提到92%'],
  ['漏检率低于0.1%', '检出率≥99.95%'],
  ['仔猪成活95%以上', '断奶仔猪死亡率≤3.2%'],
  ['铁回收率≥80%', 'Fe综合回收率82.1%'],
  ['耐温200度以上', '工作温度-55~225℃'],
  ['工作温度下限-30℃', '工作温度-40~60℃'],
  ['每小时处理2吨以上', '单机处理能力2.5t/h'],
  ['吨水处理成本1.5元以内', '处理成本1.1元/吨'],
  ['亩产700公斤以上', '平均单产11250kg/hm²'],
  ['最高时速5公里以上', '最大行驶速度1.5m/s'],
  ['耐洗色牢度4级以上', '耐洗色牢度4~5级'],
  ['并发用户数不少于5000人', '并发用户数8000人'],
  ['心率误差3次/分以内', '心率测量偏差≤±2bpm'],
  ['导热1200W/mK以上', '面内热导率1450W/(m·K)'],
  ['制氢电耗4.5度/方以内', '制氢电耗4.2kWh/Nm³'],
  ['出水COD≤30mg/L', '出水化学需氧量≤25mg/L'],
  ['首年衰减不超过1.5%', '首年功率衰减率≤1.0%'],
  ['总收率80%以上', '四步总收率86%'],
])('%j is met by %j', (wanted, offered) => {
  expect(verdict(wanted, offered)).toBe('met');
});

test.each([
  ['检测精度≤0.1mm', '检测精度0.5mm'],
  ['识别准确率≥95%', '识别准确率达90%'],
  ['响应时间小于10ms', '响应时间约1秒'],
  ['工作温度-40~85℃', '工作温度0~60℃'],
  ['pH值6~9', 'pH值为11'],
  ['能耗降低20%以上', '能耗降低10%'],
  ['寿命大于10年', '寿命10年'],
  ['室温控制精度±0.5℃以内', '室内温度控制偏差±1℃'],
  ['压力测量精度0.1%以内', '压力测量误差±0.25%'],
  ['返修率2%以下', '一次合格率≥95%'],
  ['平均无故障时间2000小时以上', 'MTBF为1500h'],
  ['使用温度-50℃', '使用温度-40~60℃'],
])('%j is missed by %j', (wanted, offered) => {
  expect(verdict(wanted, offered)).toBe('missed');
});

test.each([
  ['检测精度≤0.1mm', '本项目提出一种新方法'],
  ['检测精度≤0.1mm', '板材厚度0.05mm'],
  ['检测精度≤0.1mm', '控制精度0.05mm'],
  ['效率≥90%', '合格率≥98%'],
  ['能耗降低20%以上', '能耗为30kWh/t'],
  ['能耗降低20%以上', '能耗占比20%'],
  ['识别准确率≥95%', '识别准确率提高5%'],
  ['抗拉强度≥800MPa', '抗拉强度不超过900MPa'],
  ['≥95%', '≥98%'],
  ['转角不超过30度', '转角为20吨'],
  ['铜回收率≥88%', '金回收率82.5%'],
  ['收率≥75%', '回收率≥90%'],
  ['氢气纯度≥99.9%', '氧气纯度≥99.2%'],
  ['脱硫效率≥98%', '脱硝效率≥92%'],
  ['出水氨氮≤5mg/L', '进水氨氮800mg/L'],
  ['存活率≥70%', '制粒后酶活存留≥80%'],
  ['误报每月不超过2次', '误报≤1次/季·km'],
  ['误差≤1m', '定位误差≤0.5m；测高误差≤3m'],
  ['设备单价2万元以内', '年运维费用0.8万元'],
  ['表干时间30分钟以内', '实干时间≤24h'],
  ['尾矿含铜不超过0.05%', '尾矿含硫0.4%'],
  ['土壤湿度测量精度±3%', '空气湿度测量精度±2%'],
  ['栅极漏电流≤100nA', '零栅压漏极电流≤50nA'],
  ['坍落度200mm以上', '坍落扩展度650mm'],
  ['总收率80%以上', '结晶步骤收率92%'],
])('whether %j is met by %j is not stated', (wanted, offered) => {
  expect(verdict(wanted, offered)).toBe('not-stated');
});

test('what is reached under one condition says nothing of another', () => {
  const wanted = readIndicators('-40℃冲击功≥47J');
  const met = (offered: string) => compareIndicators(wanted, readIndicators(offered)).at(-1)!.verdict;
  expect(met('-20℃冲击功≥100J')).toBe('not-stated');
  expect(met('-40℃冲击功≥100J')).toBe('met');
  expect(met('冲击功≥100J')).toBe('not-stated');
  const usual = compareIndicators(readIndicators('25℃黏度≥47mPa·s'), readIndicators('黏度60mPa·s'));
  expect(usual.at(-1)!.verdict).toBe('met');
});

test('each wish gets its own verdict, with the indicator that decided', () => {
  const wanted = readIndicators('检测精度≤0.1mm，检测速度≥200件/分钟，寿命≥10年');
  const offered = readIndicators('速度优势明显：检测速度100件/分钟；检测精度0.02mm');
  const verdicts = compareIndicators(wanted, offered);
  expect(verdicts.map(({ verdict: v }) => v)).toEqual(['met', 'missed', 'not-stated']);
  expect(verdicts.map((v) => v.offered?.value ?? null)).toEqual([0.02, 100, null]);
});

test('the same name decides before a similar one, and of two equal names the one that meets the wish', () => {
  const wanted = readIndicators('检测准确率≥95%');
  expect(compareIndicators(wanted, readIndicators('缺陷检测准确率90%，检测准确率97%'))[0]).toMatchObject({
    verdict: 'met',
    offered: { value: 97 },
  });
  expect(compareIndicators(wanted, readIndicators('检测准确率90%，检测准确率97%'))[0]).toMatchObject({
    verdict: 'met',
  });
});
