import { and, eq, sql } from 'drizzle-orm';
import type { Deps } from '../../src/deps.js';
import { createHashingEmbedder } from '../../src/embedding/hashing.js';
import type { Embedder } from '../../src/embedding/types.js';
import type { ModelSource } from '../../src/models.js';
import type { Repeated } from '../../src/repeat.js';
import { updateItem } from '../../src/store/items.js';
import { startRelay } from '../../src/queue/relay.js';
import { requestModel } from '../../src/store/models.js';
import { deadWork, owe, owedCount, redrive } from '../../src/store/outbox.js';
import {
  embeddingModels,
  embeddings,
  lexicalEntries,
  matches,
  needs,
  tasks,
  termFrequencies,
  tokenRows,
} from '../../src/store/schema.js';
import { startWorkers } from '../../workers/embedded.js';
import { FAILURE_POLICY } from '../../workers/handle.js';
import { startHousekeeping } from '../../workers/housekeeping.js';
import { createItems, modelOf, openTestDeps, type TestDepsOptions } from '../support/deps.js';
import { until } from '../support/processes.js';

const POLICY = { ...FAILURE_POLICY, attempts: 3, backoffSeconds: 0.05 };

let deps: Deps;
let workers: Repeated;

async function start(options: TestDepsOptions = {}): Promise<void> {
  deps = await openTestDeps(options);
  workers = await startWorkers(deps, POLICY);
}

async function stop(): Promise<void> {
  await workers.close();
  await deps.close();
}

const settled = () => until('nothing is owed', async () => (await owedCount(deps.db)) === 0);
const vectorsOf = (itemId: string, modelId?: string) =>
  deps.db
    .select()
    .from(embeddings)
    .where(and(eq(embeddings.itemId, itemId), modelId === undefined ? undefined : eq(embeddings.modelId, modelId)));
const entriesOf = (itemId: string) => deps.db.select().from(lexicalEntries).where(eq(lexicalEntries.itemId, itemId));

/** Each row of `width` numbers twice in a row. */
function twice(rows: Int8Array, width: number): Int8Array {
  const wide: number[] = [];
  for (let from = 0; from < rows.length; from += width) {
    const row = rows.subarray(from, from + width);
    wide.push(...row, ...row);
  }
  return Int8Array.from(wide);
}

/** A hashing embedder under another name, with every vector's numbers twice: another width. */
function wideEmbedder(embed?: (texts: string[]) => void): Embedder {
  const narrow = createHashingEmbedder();
  return {
    modelId: 'hashing-wide',
    dimensions: narrow.dimensions * 2,
    async embed(requests) {
      embed?.(requests.map((request) => request.text));
      const embedded = await narrow.embed(requests);
      return embedded.map(({ vector, tokens }) => ({
        vector: Float32Array.from([...vector, ...vector], (value) => value / Math.SQRT2),
        tokens: tokens && { ...tokens, rows: twice(tokens.rows, narrow.dimensions) },
      }));
    },
    close: () => narrow.close(),
  };
}

describe('indexing', () => {
  beforeAll(() => start());
  afterAll(stop);

  it('gives each new item its vectors and its words, and owes nothing afterwards', async () => {
    const [achievement] = await createItems(deps, 'achievement', ['储能电站的状态估计与运维']);
    const [need] = await createItems(deps, 'need', ['储能电站需要状态估计']);
    await settled();
    for (const id of [achievement!, need!]) {
      expect((await vectorsOf(id)).map((row) => row.view)).toEqual(['full']);
      expect(await entriesOf(id)).toHaveLength(1);
    }
  });

  it('stores under the model and the text that the vectors were made from', async () => {
    const [id] = await createItems(deps, 'achievement', ['锂电池隔膜']);
    await settled();
    const [before] = await vectorsOf(id!);
    expect(before!.modelId).toBe(deps.embedder!.modelId);
    await updateItem(deps.db, 'achievement', id!, { title: '钠电池隔膜' }, deps.taxonomy);
    await settled();
    const [after] = await vectorsOf(id!);
    expect(after!.textHash).not.toBe(before!.textHash);
    expect([...after!.vector]).not.toEqual([...before!.vector]);
  });

  it('counts each item once in the frequencies, whatever is done twice', async () => {
    const ids = await createItems(deps, 'need', ['重复的词语', '重复的词语二']);
    await settled();
    const counted = async () =>
      (
        await deps.db
          .select()
          .from(termFrequencies)
          .where(and(eq(termFrequencies.itemKind, 'need'), eq(termFrequencies.term, 0)))
      )[0]!.items;
    const before = await counted();
    await owe(deps.db, 'index', 'need', ids);
    await settled();
    expect(await counted()).toBe(before);
    expect(before).toBe(await deps.db.$count(lexicalEntries, eq(lexicalEntries.itemKind, 'need')));
  });

  it('owes again what lost its vectors or words and was never owed', async () => {
    const [id] = await createItems(deps, 'achievement', ['被遗忘的成果']);
    await settled();
    await deps.db.delete(embeddings).where(eq(embeddings.itemId, id!));
    const housekeeping = startHousekeeping(deps);
    await until('it has a vector', async () => (await vectorsOf(id!)).length === 1);
    await housekeeping.close();
  });

  it('takes the words anew after a change of the tokeniser, and embeds nothing again', async () => {
    const [id] = await createItems(deps, 'achievement', ['换了分词的成果']);
    await settled();
    const before = await vectorsOf(id!);
    await deps.db.update(lexicalEntries).set({ lexicon: 'older' }).where(eq(lexicalEntries.itemId, id!));
    const housekeeping = startHousekeeping(deps);
    await until('it has new words', async () => (await entriesOf(id!))[0]!.lexicon !== 'older');
    await housekeeping.close();
    expect(before.length).toBeGreaterThan(0);
    // The time of writing as well.
    expect(await vectorsOf(id!)).toEqual(before);
  });

  it('owes again what was embedded before there were token rows', async () => {
    const [id] = await createItems(deps, 'achievement', ['旧库里的成果']);
    await settled();
    const ofItem = eq(tokenRows.itemId, id!);
    await deps.db.delete(tokenRows).where(ofItem);
    const housekeeping = startHousekeeping(deps);
    await until('it has token rows', async () => (await deps.db.$count(tokenRows, ofItem)) === 1);
    await housekeeping.close();
  });
});

describe('matching', () => {
  beforeAll(() => start());
  afterAll(stop);

  const matchesOf = (needId: string) => deps.db.select().from(matches).where(eq(matches.needId, needId));
  const later = (ids: readonly string[], found: readonly { achievementId: string }[]) =>
    ids.every((id) => found.some((match) => match.achievementId === id));

  it('stores the matches of a new need, and those that a new achievement gives rise to', async () => {
    const [first] = await createItems(deps, 'achievement', ['储能电站电池状态估计方法']);
    const [need] = await createItems(deps, 'need', ['储能电站电池状态估计']);
    await settled();
    expect(later([first!], await matchesOf(need!))).toBe(true);

    // Fewer needs than achievements, then the other way round: both ways of finding the needs.
    const many = await createItems(deps, 'achievement', ['储能电站状态估计之一', '储能电站状态估计之二']);
    await settled();
    expect(later(many, await matchesOf(need!))).toBe(true);
    const others = await createItems(deps, 'need', ['古籍修复用纸', '稻田养蟹技术', '盾构机刀具']);
    await settled();
    const one = await createItems(deps, 'achievement', ['储能电站状态估计之三']);
    await settled();
    expect(later(one, await matchesOf(need!))).toBe(true);
    expect(others).toHaveLength(3);
  });
});

describe('failing work', () => {
  let broken = true;
  beforeAll(() =>
    start({
      models: {
        models: modelOf(() =>
          wideEmbedder((texts) => {
            if (broken && texts.some((text) => text.includes('毒药'))) throw new Error('this text breaks the model');
          }),
        ),
      },
    }),
  );
  afterAll(stop);

  it('is dead after its attempts, does not hold up its neighbours, and is done when re-driven', async () => {
    const ids = await createItems(deps, 'achievement', ['甲项成果', '毒药成果', '乙项成果']);
    await until('one is dead', async () => (await deadWork(deps.db)).length === 1);
    await settled();
    const [dead] = await deadWork(deps.db);
    expect(dead).toMatchObject({ work: 'index', subjectId: ids[1], attempts: 3, error: 'this text breaks the model' });
    expect(await vectorsOf(ids[0]!)).toHaveLength(1);
    expect(await vectorsOf(ids[2]!)).toHaveLength(1);

    broken = false;
    expect(await redrive(deps.db)).toBe(1);
    await settled();
    expect(await vectorsOf(ids[1]!)).toHaveLength(1);
  });
});

describe('without a model', () => {
  const models: Record<string, ModelSource> = {};
  beforeAll(() => start({ models }));
  afterAll(stop);

  it('indexes the words alone, and embeds everything once there is a model', async () => {
    const ids = await createItems(deps, 'need', ['没有模型时的需求', '没有模型时的另一需求']);
    await settled();
    expect(deps.embedder).toBeNull();
    expect(await entriesOf(ids[0]!)).toHaveLength(1);
    expect(await vectorsOf(ids[0]!)).toHaveLength(0);

    models['models'] = modelOf(wideEmbedder);
    await requestModel(deps.db, { id: 'hashing-wide', dimensions: 128, location: 'models' });
    await deps.models.refresh();
    expect(deps.embedder?.modelId).toBe('hashing-wide');
    const housekeeping = startHousekeeping(deps);
    for (const id of ids) await until('it has a vector', async () => (await vectorsOf(id)).length === 1);
    await housekeeping.close();
  });
});

describe('changing the model', () => {
  const models: Record<string, ModelSource> = {
    models: modelOf(createHashingEmbedder),
    wide: modelOf(wideEmbedder),
  };
  beforeAll(() => start({ models }));
  afterAll(stop);

  const request = (id: string, dimensions: number, location: string) =>
    requestModel(deps.db, { id, dimensions, location });

  it('embeds everything under the new one beside the old one, then switches at once', async () => {
    const ids = await createItems(deps, 'achievement', ['换模型之前的成果', '换模型之前的另一成果']);
    await settled();
    const old = deps.embedder!.modelId;
    expect(await request('hashing-wide', 128, 'wide')).toBe('preparing');
    expect(deps.embedder!.modelId).toBe(old);
    await until('the new one is searched', async () => deps.embedder!.modelId === 'hashing-wide');
    await settled();
    for (const id of ids) {
      expect(await vectorsOf(id, 'hashing-wide')).toHaveLength(1);
      // Processes that have not noticed yet search these.
      expect(await vectorsOf(id, old)).toHaveLength(1);
    }
    const states = await deps.db.select().from(embeddingModels);
    expect(states.map(({ id, state }) => [id, state]).sort()).toEqual(
      [
        [old, 'retired'],
        ['hashing-wide', 'active'],
      ].sort(),
    );
    const [task] = await deps.db.select().from(tasks).where(eq(tasks.kind, 'reembed'));
    expect(task).toMatchObject({ state: 'succeeded', done: 2 });
  });

  it('indexes what comes afterwards under the new one', async () => {
    const [id] = await createItems(deps, 'need', ['换模型之后的需求']);
    await settled();
    expect((await vectorsOf(id!)).map((row) => row.modelId)).toEqual(['hashing-wide']);
  });

  it('goes back in the same way, and embeds only what the old vectors do not cover', async () => {
    const old = createHashingEmbedder().modelId;
    expect(await request(old, 64, 'models')).toBe('preparing');
    await until('the old one is searched', async () => deps.embedder!.modelId === old);
    await settled();
    const second = await deps.db
      .select()
      .from(tasks)
      .where(sql`${tasks.params}->>'modelId' = ${old}`);
    expect(second).toMatchObject([{ state: 'succeeded', done: 1 }]);
  });

  it('gives the preparation up when the searched model is asked for again', async () => {
    await workers.close();
    await request('hashing-wide', 128, 'wide');
    await request(createHashingEmbedder().modelId, 64, 'models');
    workers = startRelay(deps.db, deps.queue, 60, deps.log);
    await settled();
    expect(await deps.db.select().from(tasks).where(eq(tasks.state, 'canceled'))).toHaveLength(1);
    expect(deps.embedder!.modelId).toBe(createHashingEmbedder().modelId);
  });
});

describe('changing the model while items change', () => {
  const models: Record<string, ModelSource> = { models: modelOf(createHashingEmbedder) };
  beforeAll(() => start({ models }));
  afterAll(stop);

  it('covers what changes behind the walk through the items', async () => {
    const model = 'hashing-watched';
    const ids = await createItems(
      deps,
      'need',
      Array.from({ length: 40 }, (_unused, i) => `第 ${i} 项边走边改的需求`),
    );
    await settled();
    let batches = 0;
    let changing: Promise<unknown> | undefined;
    models['watched'] = modelOf(() => ({
      ...wideEmbedder((texts) => {
        // The first 32 are behind.
        if (!texts.some((text) => text.includes('第 39 项'))) return;
        if ((batches += 1) === 1)
          changing = updateItem(deps.db, 'need', ids[0]!, { title: '改过的需求' }, deps.taxonomy);
      }),
      modelId: model,
    }));
    await requestModel(deps.db, { id: model, dimensions: 128, location: 'watched' });
    await until('the new one is searched', async () => deps.embedder!.modelId === model);
    await changing;
    await settled();
    expect(batches).toBeGreaterThan(0);
    for (const id of ids) {
      const [item] = await deps.db.select().from(needs).where(eq(needs.id, id));
      expect(await vectorsOf(id, model)).toMatchObject([{ textHash: item!.textHash }]);
    }
  });
});
