/** Verdicts on a need's matches act at once: on what is hidden, and through the feature `verdicts` on the rest. */
import type { ItemKind } from '../domain.js';
import { rejectedCounterparts } from '../store/subjects.js';
import { cosinesBetween, lookAlikes, verdictsOfNeed, type Judged } from '../store/verdicts.js';
import type { Database } from '../store/open.js';
import { EFFECTS, type Nearness } from './features/verdicts.js';
import type { Subject } from './subject.js';
import type { MatchingDeps } from './types.js';

/** Verdicts that others are compared with, the newest: what bounds the cost. */
const COMPARED_VERDICTS = 40;

/** What was judged of a subject's matches, and what must not come back. */
export async function readVerdicts(
  db: Database,
  kind: ItemKind,
  id: string,
): Promise<{ judged: Judged[]; exclude: string[] }> {
  // Verdicts are on a need's matches: seen from the achievement, each need has its own.
  if (kind === 'achievement') return { judged: [], exclude: await rejectedCounterparts(db, kind, id) };
  const judged = await verdictsOfNeed(db, id);
  const rejected = judged.filter(({ verdict }) => verdict === 'reject');
  const hiding = rejected.filter(({ reasons }) => reasons.some((reason) => EFFECTS[reason].near === 'hide'));
  const twins = await lookAlikes(
    db,
    hiding.map((one) => one.id),
  );
  const accepted = new Set(judged.flatMap((one) => (one.verdict === 'accept' ? [one.id] : [])));
  return {
    judged: judged.slice(0, COMPARED_VERDICTS),
    exclude: [...new Set([...rejected.map((one) => one.id), ...twins.filter((twin) => !accepted.has(twin))])],
  };
}

/** How near the candidates are to what was judged. Reads nothing where nothing was. */
export async function nearnessToJudged(
  { store }: MatchingDeps,
  { judged, vectors }: Subject,
  candidateIds: readonly string[],
): Promise<Nearness> {
  const near = judged.filter(
    ({ verdict, reasons }) => verdict === 'accept' || reasons.some((reason) => EFFECTS[reason].near !== null),
  );
  if (vectors === null || near.length === 0) return () => null;
  const ids = near.map(({ id }) => id);
  return nearnessOf(await cosinesBetween(store.db, vectors.modelId, ids, candidateIds));
}

/**
 * Cosines of one judged achievement to the candidates, from the mean candidate (0) to itself (1): all candidates of a
 * need are alike, and how alike depends on the need and on the embedding model.
 */
export function nearnessOf(cosines: ReadonlyMap<string, ReadonlyMap<string, number>>): Nearness {
  const means = new Map(
    [...cosines].map(([id, row]) => {
      const others = [...row].filter(([other]) => other !== id).map(([, cosine]) => cosine);
      return [id, others.reduce((sum, cosine) => sum + cosine, 0) / Math.max(1, others.length)];
    }),
  );
  return (judgedId, candidateId) => {
    const cosine = cosines.get(judgedId)?.get(candidateId);
    const mean = means.get(judgedId);
    if (cosine === undefined || mean === undefined || mean >= 1) return null;
    return Math.min(1, Math.max(0, (cosine - mean) / (1 - mean)));
  };
}
