import { readFileSync } from 'node:fs';
import { compare, findingsOf, offeredBy, wantedBy } from '../../../src/matching/findings.js';
import type { AchievementTexts, NeedTexts } from '../../../src/matching/views.js';
import { projectPath } from '../../../src/paths.js';
import { READ_PAIRS, SAMPLE_PAIRS, VARIED_PAIRS, type Label } from './pairs.js';

const VERDICTS = { MET: 'met', MISSED: 'missed', NOT_STATED: 'not-stated' } as const;

interface Finding {
  /** From the name to the end, as it is written. */
  wanted: string;
  offered: string | null;
  verdict: Label[2];
}

function findings(need: NeedTexts, achievement: AchievementTexts): Finding[] {
  const text = (item: object, field: string) => (item as Record<string, string>)[field]!;
  return findingsOf(compare(wantedBy(need), offeredBy(achievement))).map(({ wanted, offered, outcome }) => ({
    wanted: text(need, wanted.field).slice(wanted.start, wanted.end),
    offered: offered && text(achievement, offered.field).slice(offered.start, offered.end),
    verdict: VERDICTS[outcome],
  }));
}

function need(texts: Partial<NeedTexts>): NeedTexts {
  return { title: '', field: [], keywords: [], description: null, indicators: null, foundation: null, ...texts };
}

function achievement(texts: Partial<AchievementTexts>): AchievementTexts {
  const none = { summary: null, innovation: null, indicators: null, prospects: null };
  return { title: '', field: [], keywords: [], ...none, ...texts };
}

interface Score {
  right: number;
  /** Of what is told to be met or missed. */
  told: number;
  stated: number;
  faults: string[];
}

function score(pairs: readonly { found: Finding[]; labels: readonly Label[] }[]): Score {
  const result: Score = { right: 0, told: 0, stated: 0, faults: [] };
  for (const { found, labels } of pairs) {
    result.stated += labels.filter(([, , verdict]) => verdict !== 'not-stated').length;
    // A condition that a label begins with (28 天抗压强度) is a finding of its own.
    const labelOf = ({ wanted }: Finding) => labels.find(([label]) => label.endsWith(wanted) || wanted.endsWith(label));
    for (const finding of found.filter(({ verdict }) => verdict !== 'not-stated')) {
      const [, offered = null, verdict = 'not-stated'] = labelOf(finding) ?? [];
      const isRight =
        verdict === finding.verdict && (offered!.includes(finding.offered!) || finding.offered!.includes(offered!));
      result.told += 1;
      if (isRight) result.right += 1;
      else
        result.faults.push(`${finding.wanted} ${finding.verdict}: ${finding.offered}, labelled ${offered} ${verdict}`);
    }
  }
  return result;
}

function expectScore({ right, told, stated, faults }: Score, bounds: { precision: number; recall: number }): void {
  const report = `precision ${right}/${told}, recall ${right}/${stated}\n${faults.join('\n')}`;
  expect({ report, precise: right / told >= bounds.precision, complete: right / stated >= bounds.recall }).toEqual({
    report,
    precise: true,
    complete: true,
  });
}

test('indicators of the sample lists are told to be met or missed with precision ≥ 0.95 and recall ≥ 0.75', () => {
  const rows = ['demand', 'challenges', 'supply-south', 'supply-north'].flatMap((name) =>
    readFileSync(projectPath('sample', 'source', `${name}.jsonl`), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, string>),
  );
  const textsOf = (title: string) => {
    const row = rows.find((one) => one.title === title);
    if (row === undefined) throw new Error(`no ${title} in the sample`);
    const { description = null, summary = null, innovation = null, indicators = null, prospects = null } = row;
    return { title, description, summary, innovation, indicators, prospects };
  };
  const pairs = SAMPLE_PAIRS.map(([wanted, offered, ...labels]) => ({
    found: findings(need(textsOf(wanted)), achievement(textsOf(offered))),
    labels,
  }));
  expectScore(score(pairs), { precision: 0.95, recall: 0.75 });
});

test.each([
  ['in two ways, seven in ten', READ_PAIRS, 0.7],
  ['otherwise on purpose, half', VARIED_PAIRS, 0.5],
])('of indicators named %s are understood and hardly any is misunderstood', (_how, texts, recall) => {
  const pairs = texts.map(([wanted, offered, ...labels]) => ({
    found: findings(need({ indicators: wanted }), achievement({ indicators: offered })),
    labels,
  }));
  expectScore(score(pairs), { precision: 0.95, recall });
});
