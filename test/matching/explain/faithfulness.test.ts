/**
 * Whether evidence is what the score rests on, with the real model over the sample: without its strongest sentence an
 * achievement must lose more than without another one, and what has nothing to do with each other must not read as
 * strong. Figures are printed by the failing assertions' messages; those measured stand in `src/README.md`.
 */
import { readFileSync } from 'node:fs';
import { readConfig } from '../../../src/config.js';
import type { Deps } from '../../../src/deps.js';
import { readModel } from '../../../src/embedding/model-location.js';
import { createOnnxEmbedder } from '../../../src/embedding/onnx.js';
import { matchNeed } from '../../../src/matching/match.js';
import type { MatchResult } from '../../../src/matching/types.js';
import { passagesOf, type Passage } from '../../../src/matching/views.js';
import { projectPath } from '../../../src/paths.js';
import { createItem, getItems, updateItem } from '../../../src/store/items.js';
import { openTestDeps } from '../../support/deps.js';
import { indexAll } from '../../support/index.js';
import { achievementValues, needValues } from '../../support/items.js';

const NEEDS = 30;
/** A page that every achievement of the sample's neighbourhood stands on. */
const PAGE = 100;

type Row = Record<string, string>;
const rowsOf = (name: string) =>
  readFileSync(projectPath('sample', 'source', name), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
const textOf = (row: Row, field: string) => (row[field] === '' ? null : (row[field] ?? null));

describe('evidence', () => {
  let deps: Deps;
  const achievementIds = new Map<string, string>();
  const needIds = new Map<string, string>();
  const pages = new Map<string, MatchResult[]>();
  /** Judged to solve the need (3 of 3), the first for each. */
  let judged: { need: string; achievement: string }[];

  beforeAll(async () => {
    const model = await readModel(readConfig().modelDir);
    const source = { ...model, open: () => createOnnxEmbedder({ model, threads: 2 }) };
    deps = await openTestDeps({ models: { models: source } });
    const grades = rowsOf('judgements.tsv').map((line) => line.split('\t'));
    const solved = new Map(
      grades.filter(([, , grade]) => grade === '3').map(([need, achievement]) => [need!, achievement!]),
    );
    const pairs = [...solved].map(([need, achievement]) => ({ need, achievement }));
    for (const file of ['supply-north.jsonl', 'supply-south.jsonl']) {
      for (const row of rowsOf(file).map((line) => JSON.parse(line) as Row)) {
        const prose = ['summary', 'innovation', 'indicators', 'prospects'].map((name) => [name, textOf(row, name)]);
        const values = achievementValues({
          title: row['title']!,
          keywords: row['keywords']?.split('；') ?? [],
          ...(Object.fromEntries(prose) as Record<string, string | null>),
        });
        const item = { values, visibility: 'public', draft: false } as const;
        achievementIds.set(values.title, (await createItem(deps.db, 'achievement', item, deps.taxonomy)).id);
      }
    }
    judged = pairs.filter(({ achievement }) => achievementIds.has(achievement)).slice(0, NEEDS);
    const wanted = new Set(judged.map(({ need }) => need));
    for (const row of [...rowsOf('demand.jsonl'), ...rowsOf('challenges.jsonl')].map(
      (line) => JSON.parse(line) as Row,
    )) {
      if (!wanted.has(row['title']!)) continue;
      const [description, indicators] = [textOf(row, 'description'), textOf(row, 'indicators')];
      const item = {
        values: needValues({ title: row['title']!, description, indicators }),
        visibility: 'public',
        draft: false,
      } as const;
      needIds.set(row['title']!, (await createItem(deps.db, 'need', item, deps.taxonomy)).id);
    }
    await indexAll(deps);
    for (const { need } of judged) pages.set(need, await ranking(need));
  }, 300_000);
  afterAll(() => deps.close());

  const ranking = async (need: string) => (await matchNeed(deps, needIds.get(need)!, { first: PAGE })).results;
  const matchIn = (results: MatchResult[], title: string) =>
    results.find(({ achievement }) => achievement!.title === title);

  /** The score of the pair when the achievement's text lacks a passage; it is put back afterwards. */
  async function scoreWithout(need: string, title: string, { field, start, end }: Passage): Promise<number> {
    const id = achievementIds.get(title)!;
    const [item] = await getItems(deps.db, 'achievement', [id]);
    const text = (item as unknown as Record<string, string>)[field]!;
    const change = async (value: string | null) => {
      await updateItem(deps.db, 'achievement', id, { [field]: value }, deps.taxonomy);
      await indexAll(deps);
    };
    const left = `${text.slice(0, start)}${text.slice(end)}`.trim();
    await change(left === '' ? null : left);
    const score = matchIn(await ranking(need), title)?.score ?? 0;
    await change(text);
    return score;
  }

  it('carries the score: without its sentence a match falls, and more than without another of like length', async () => {
    const drops: { evidence: number; other: number }[] = [];
    for (const { need, achievement: title } of judged) {
      const match = matchIn(pages.get(need)!, title)!;
      const [item] = await getItems(deps.db, 'achievement', [achievementIds.get(title)!]);
      const shown = match.evidence.map(({ achievement }) => achievement).filter(({ field }) => field !== 'title');
      const [first] = shown;
      if (first === undefined) continue;
      const isShown = (passage: Passage) =>
        shown.some((span) => span.field === passage.field && span.start === passage.start);
      const other = passagesOf('achievement', item!)
        .filter((passage) => passage.field !== 'title' && !isShown(passage))
        .sort((a, b) => Math.abs(a.text.length - first.text.length) - Math.abs(b.text.length - first.text.length))[0];
      if (other === undefined) continue;
      drops.push({
        evidence: match.score - (await scoreWithout(need, title, first)),
        other: match.score - (await scoreWithout(need, title, other)),
      });
    }
    const mean = (read: (drop: (typeof drops)[number]) => number) =>
      drops.reduce((sum, drop) => sum + read(drop), 0) / drops.length;
    const figures = {
      pairs: drops.length,
      fell: mean(({ evidence }) => (evidence > 0 ? 1 : 0)),
      otherFell: mean(({ other }) => (other > 0 ? 1 : 0)),
      more: mean(({ evidence, other }) => (evidence > other ? 1 : 0)),
      drop: mean(({ evidence }) => evidence),
      otherDrop: mean(({ other }) => other),
    };
    if (process.env['SHOW_FIGURES'] !== undefined) console.log(figures);
    expect(figures.pairs).toBeGreaterThanOrEqual(20);
    expect(figures.fell).toBeGreaterThanOrEqual(0.9);
    expect(figures.more).toBeGreaterThanOrEqual(0.75);
    expect(figures.drop).toBeGreaterThanOrEqual(3);
    expect(figures.drop).toBeGreaterThanOrEqual(2 * figures.otherDrop);
  }, 300_000);

  it('is shown of what agrees nearly as much as the best alone', () => {
    const matches = [...pages.values()].flat();
    const share = ({ contributions }: MatchResult) => contributions.find(({ feature }) => feature === 'tokens')!.value;
    const compared = matches.filter((match) => share(match) !== null);
    const near = compared.filter((match) => share(match)! >= 0.8);
    expect(near.filter(({ evidence }) => evidence.length > 0).length / near.length).toBeGreaterThanOrEqual(0.8);
    expect(compared.length).toBeGreaterThan(10 * near.length);
    expect(compared.filter((match) => share(match)! < 0.8 && match.evidence.length > 0)).toEqual([]);
  });

  it('does not read as strong for what has nothing to do with each other', () => {
    const strengths = (matches: MatchResult[]) => matches.map(({ evidence }) => evidence[0]?.strength ?? 0);
    const share = (values: number[], from: number) => values.filter((value) => value >= from).length / values.length;
    const sorted = (values: number[]) => [...values].sort((a, b) => a - b);
    const median = (values: number[]) => sorted(values)[Math.floor(values.length / 2)]!;
    const fitting = judged.map(({ need, achievement }) => matchIn(pages.get(need)!, achievement)!);
    // Compared token by token as the fitting ones are, but sought by another need.
    const random = judged.flatMap(({ need }, i) =>
      [7, 13, 19].flatMap((step) => {
        const foreign = judged[(i + step) % judged.length]!.achievement;
        return matchIn(pages.get(need)!, foreign) ?? [];
      }),
    );
    const [strong, weak] = [strengths(fitting), strengths(random)];
    const figures = {
      pairs: [fitting.length, random.length],
      medians: [median(strong), median(weak)],
      p95OfRandom: sorted(weak)[Math.floor(0.95 * weak.length)],
      fromThird: [share(strong, 0.33), share(weak, 0.33)],
      grades: [fitting, random].map((matches) =>
        matches
          .map(({ grade }) => grade)
          .sort()
          .join(''),
      ),
    };
    if (process.env['SHOW_FIGURES'] !== undefined) console.log(figures);
    expect(random.length).toBeGreaterThanOrEqual(30);
    expect(median(strong)).toBeGreaterThanOrEqual(3 * median(weak));
    expect(share(strong, 0.33)).toBeGreaterThanOrEqual(0.7);
    expect(sorted(weak)[Math.floor(0.95 * weak.length)]).toBeLessThanOrEqual(0.3);
    expect(share(weak, 0.33)).toBeLessThanOrEqual(0.02);
    expect(random.filter(({ grade }) => grade === 'A' || grade === 'B').length / random.length).toBeLessThanOrEqual(
      0.02,
    );
  });
});
