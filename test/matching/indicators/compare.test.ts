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
])('whether %j is met by %j is not stated', (wanted, offered) => {
  expect(verdict(wanted, offered)).toBe('not-stated');
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
