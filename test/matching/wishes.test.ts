import { wantedBy } from '../../src/matching/findings.js';
import { readIndicators } from '../../src/matching/indicators/index.js';
import { tellsHowThingsAre } from '../../src/matching/wishes.js';

const need = { title: '', field: [], keywords: [], description: null, indicators: null, foundation: null };
/** What a need's prose is read to wish, as it stands there. */
const wished = (description: string) =>
  wantedBy({ ...need, description }).fields.flatMap(({ text, indicators }) =>
    indicators.map(({ start, end }) => text.slice(start, end)),
  );

describe('quantities in the prose of a need', () => {
  it.each([
    '误差常在15%以上',
    '强度还损失10%以上',
    '夏季水温一般不超过24℃',
    '风电占比已超过30%',
    '两处强度相差一倍以上',
    '修好的巷道半年内再次变形',
    '亩产不到80公斤',
    '公司有城市公交和渣土车共600多辆',
    '设备总投资80万元以内',
    '10个月内完成',
    '用参苗做两个月以上的养殖对比',
  ])('are how things are, or of the project: %s', (text) => {
    expect(readIndicators(text).every((indicator) => tellsHowThingsAre(text, indicator))).toBe(true);
    expect(wished(text)).toEqual([]);
  });

  it.each([
    ['测量误差小于5%', '小于5%'],
    ['去掉该层后亮度仍>20000cd/m2', '>20000cd/m2'],
    ['吨水处理成本低于8元', '低于8元'],
    ['单台测试30分钟内完成', '30分钟内'],
    ['要求漏检率不到1%', '不到1%'],
    ['保存期两年以上', '两年以上'],
  ])('are wished: %s', (text, place) => {
    expect(wished(text)).toContain(place);
  });

  it('are all wished in the field of indicators', () => {
    expect(wantedBy({ ...need, indicators: '误差一般不超过3%' }).fields[0]!.indicators).toHaveLength(1);
  });
});
