import { compare, findingsOf, offeredBy, wantedBy } from '../../src/matching/findings.js';
import { spanAt, type AchievementTexts, type NeedTexts } from '../../src/matching/views.js';

const need = (texts: Partial<NeedTexts>): NeedTexts => ({
  title: '储能电站电池健康看不清',
  field: [],
  keywords: [],
  description: null,
  indicators: null,
  foundation: null,
  ...texts,
});
const achievement = (texts: Partial<AchievementTexts>): AchievementTexts => ({
  title: '电池状态联合估计',
  field: [],
  keywords: [],
  summary: null,
  innovation: null,
  indicators: null,
  prospects: null,
  ...texts,
});

function findings(wanting: NeedTexts, offering: AchievementTexts) {
  return findingsOf(compare(wantedBy(wanting), offeredBy(offering)));
}

describe('indicators of a need and an achievement', () => {
  it('takes what the field of indicators asks for, not the figures of the plant in the description', () => {
    const wanting = need({ description: '合计260MWh，标称能放两小时。', indicators: '电量误差3%以内' });
    expect(findings(wanting, achievement({}))).toMatchObject([
      { outcome: 'NOT_STATED', wanted: { field: 'indicators' } },
    ]);
  });

  it('takes bounds from the description where no field asks for any', () => {
    const wanting = need({ description: '我公司年产300万吨，要求检测误差不超过3%。' });
    const wanted = findings(wanting, achievement({})).map((finding) => spanAt(wanting, finding.wanted).text);
    expect(wanted).toEqual(['检测误差不超过3%']);
  });

  it('shows a quantity with its name, at its place in the text', () => {
    const wanting = need({ indicators: '要求：检测精度≥98%。' });
    const offering = achievement({ indicators: '检测精度可达99.2%' });
    const [finding] = findings(wanting, offering);
    expect(finding!.outcome).toBe('MET');
    expect(spanAt(wanting, finding!.wanted).text).toBe('检测精度≥98%');
    expect(spanAt(offering, finding!.offered!).text).toBe('检测精度可达99.2%');
  });
});
