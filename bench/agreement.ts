/**
 * What the bounded stages of a ranking lose: the share of its first 20 that are also the first 20 when every achievement
 * is a candidate and the tokens of far more are compared, without a filter and with such as leave 10 %, 1 % and 0.1 %;
 * with the ranking that background matching keeps of the need, and searched anew.
 * `npm run bench -- agreement [needs] [compared]`, after `bench match` on the same PostgreSQL: over its achievements.
 */
import { eq } from 'drizzle-orm';
import { readConfig } from '../src/config.js';
import { openDeps, type Deps } from '../src/deps.js';
import { AppError } from '../src/errors.js';
import { DEPTH, rankCandidates, type Depth } from '../src/matching/rank.js';
import { rematchNeeds } from '../src/matching/rematch.js';
import { readSubject, type Subject } from '../src/matching/subject.js';
import type { AchievementFilter } from '../src/store/filters.js';
import { achievements, lists, needs } from '../src/store/schema.js';
import { SHARES } from './support/generated-achievements.js';
import { LIST_NAME } from './match.js';

const NEEDS = 10;
/** Of the nearest by expected points. A need's twentieth place lies some hundreds of comparisons before these. */
const COMPARED = 2000;
const SHOWN = 20;

export async function run([count, most]: readonly string[] = []): Promise<void> {
  const config = readConfig();
  if (config.databaseUrl === null) {
    console.log(JSON.stringify({ bench: 'agreement', skipped: 'set DATABASE_URL to the PostgreSQL of bench match' }));
    return;
  }
  const deps = await openDeps({ ...config, logLevel: 'warn' });
  try {
    const [list] = await deps.db.select().from(lists).where(eq(lists.name, LIST_NAME));
    if (list === undefined)
      throw new AppError('NOT_FOUND', '请先运行 npm run bench -- match，它会准备所需的成果和需求。');
    const items = await deps.db.$count(achievements, eq(achievements.listId, list.id));
    const asked = await deps.db.select({ id: needs.id }).from(needs).where(eq(needs.remarks, LIST_NAME));
    const subjects: Subject[] = [];
    for (const { id } of asked.slice(0, count === undefined ? NEEDS : Number(count))) {
      await rematchNeeds(deps, [id]);
      subjects.push(await readSubject(deps, 'need', id, 'achievement'));
    }
    const compared = most === undefined ? COMPARED : Number(most);
    const agreement: Record<string, Agreement> = { all: await agreementOf(deps, subjects, {}, compared) };
    for (const [industry, share] of SHARES)
      agreement[`${share / 10} %`] = await agreementOf(deps, subjects, { industries: [industry] }, compared);
    for (const [filter, { kept, anew }] of Object.entries(agreement))
      console.log(`${filter.padEnd(6)} ${kept.toFixed(4)}, searched anew ${anew.toFixed(4)}`);
    console.log(
      JSON.stringify({ bench: 'agreement', items, needs: subjects.length, compared, ...agreement, aim: 0.99 }),
    );
  } finally {
    await deps.close();
  }
}

interface Agreement {
  kept: number;
  anew: number;
}

async function agreementOf(
  deps: Deps,
  subjects: readonly Subject[],
  filter: AchievementFilter,
  compared: number,
): Promise<Agreement> {
  const everything: Depth = {
    candidates: null,
    compared,
    most: compared,
    reach: 1,
    ranked: compared,
    recalled: 0,
  };
  const shared = { kept: 0, anew: 0 };
  let places = 0;
  for (const subject of subjects) {
    const first = async (one: Subject, depth: Depth) => {
      const { ranked } = await rankCandidates(deps, one, 'achievement', filter, depth);
      return ranked.slice(0, SHOWN).map(({ candidate }) => candidate.itemId);
    };
    const unknown: Subject = { ...subject, kept: null };
    const best = await first(unknown, everything);
    for (const [way, one] of Object.entries({ kept: subject, anew: unknown })) {
      const found = new Set(await first(one, DEPTH));
      if (found.size < best.length) throw new Error(`a page of ${found.size} where ${best.length} pass the filter`);
      shared[way as keyof Agreement] += best.filter((id) => found.has(id)).length;
    }
    places += best.length;
    process.stderr.write('.');
  }
  process.stderr.write('\n');
  return { kept: shared.kept / places, anew: shared.anew / places };
}
