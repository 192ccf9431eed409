/**
 * What verdicts are worth: a simulated manager judges matches of an evaluation set, and the ranking of what was not judged
 * is measured before and after. `npm run bench -- verdicts corpus needs qrels data-dir` (files and directory as those of
 * `npm run eval`). Each need is ranked once; everything else is rescored in memory by the ranking's own code.
 */
import { readConfig } from '../src/config.js';
import { openDeps } from '../src/deps.js';
import { importAll } from '../src/cli/eval.js';
import { readJudgements, readNeeds } from '../src/cli/eval/files.js';
import type { Features } from '../src/matching/model.js';
import { rankCandidates, type Ranked } from '../src/matching/rank.js';
import { readSubject } from '../src/matching/subject.js';
import { cosinesBetween } from '../src/store/verdicts.js';
import { learnAcrossNeeds, learnWithinNeeds } from './support/simulated-manager.js';

/** Only these are compared by their vectors: see `rank.ts`. */
const COMPARED = 40;

/** A need's ranking, with all that a score is made from. */
export interface RankedNeed {
  id: string;
  grades: ReadonlyMap<string, number>;
  level: number;
  places: { id: string; candidate: Ranked['candidate']; features: Features }[];
  /** Between the first places, by the store's ids. */
  cosines: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

export async function run(args: readonly string[]): Promise<void> {
  const [corpus, needs, qrels, dataDir] = args;
  if (dataDir === undefined) {
    console.log(JSON.stringify({ bench: 'verdicts', skipped: 'give corpus, needs, qrels and a data directory' }));
    return;
  }
  const ranked = await rankAll(corpus!, needs!, qrels!, dataDir);
  const within = learnWithinNeeds(ranked);
  const across = learnAcrossNeeds(ranked);
  console.log(JSON.stringify({ bench: 'verdicts', needs: ranked.length, within, across }));
}

export async function rankAll(corpus: string, needs: string, qrels: string, dataDir: string): Promise<RankedNeed[]> {
  const asked = await readNeeds(needs);
  const judged = await readJudgements(qrels, asked);
  const deps = await openDeps({ ...readConfig(), dataDir, logLevel: 'warn' });
  try {
    const imported = await importAll(deps, { corpus, needs });
    const filter = imported.shared ? { listIds: [imported.corpusListId] } : {};
    const ranked: RankedNeed[] = [];
    for (const { id, grades } of judged) {
      const needId = imported.needOf.get(id);
      if (needId === undefined) continue;
      const subject = await readSubject(deps, 'need', needId, 'achievement');
      if (subject.vectors === null || subject.judged.length > 0)
        throw new Error('this benchmark needs the model, and needs that nobody has judged');
      const { ranked: found } = await rankCandidates(deps, subject, 'achievement', filter);
      const first = found.slice(0, COMPARED).map(({ candidate }) => candidate.itemId);
      ranked.push({
        id,
        grades,
        level: found[0]?.inputs.level ?? 1,
        places: found.map(({ candidate, contributions }) => ({
          id: imported.achievementOf.get(candidate.itemId)!,
          candidate,
          features: Object.fromEntries(
            contributions.map(({ feature, value, detail }) => [feature, { value, detail }]),
          ) as Features,
        })),
        cosines: await cosinesBetween(deps.db, subject.vectors.modelId, first, first),
      });
    }
    return ranked;
  } finally {
    await deps.close();
  }
}
