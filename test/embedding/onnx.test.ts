import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config.js';
import { readModel, type ModelLocation } from '../../src/embedding/model-location.js';
import { createOnnxEmbedder } from '../../src/embedding/onnx.js';
import { cosine, describeEmbedder } from '../conformance/embedder.js';
import type * as Threads from '../support/threads.js';
import { threadsStarted } from '../support/threads.js';

jest.mock('node:worker_threads', () => jest.requireActual<typeof Threads>('../support/threads').watchedThreads());

// The global setup has put the model there.
const openModel = () => readModel(readConfig().modelDir);

describeEmbedder('ONNX embedder', async () => createOnnxEmbedder({ model: await openModel(), threads: 2 }));

describe('ONNX embedder', () => {
  let model: ModelLocation;
  const passage = (text: string) => ({ text, role: 'passage' }) as const;
  const many = Array.from({ length: 200 }, (_, i) => passage(`第${i}项成果：高性能碳纤维复合材料的制备与应用`));

  beforeAll(async () => {
    model = await openModel();
  });
  beforeEach(() => threadsStarted.splice(0));

  it('puts the instruction in front of queries only', async () => {
    const embedder = await createOnnxEmbedder({ model, threads: 1 });
    const [query, prefixed, plain] = await embedder.embed([
      { text: '储能电站', role: 'query' },
      passage(`${model.queryPrefix}储能电站`),
      passage('储能电站'),
    ]);
    await embedder.close();
    expect(cosine(query!.vector, prefixed!.vector)).toBeCloseTo(1, 4);
    expect(cosine(query!.vector, plain!.vector)).toBeLessThan(0.95);
  });

  it('reads capitals, which the vocabulary lacks, as small letters', async () => {
    const embedder = await createOnnxEmbedder({ model, threads: 1 });
    const [capitals, small, other] = await embedder.embed(['PID', 'pid', 'GPS'].map(passage));
    await embedder.close();
    expect(cosine(capitals!.vector, small!.vector)).toBeCloseTo(1, 4);
    expect(cosine(capitals!.vector, other!.vector)).toBeLessThan(0.95);
  });

  it('pools the mean of all tokens when the model asks for it', async () => {
    const [cls, mean] = await Promise.all(
      (['cls', 'mean'] as const).map(async (pooling) => {
        const embedder = await createOnnxEmbedder({ model: { ...model, pooling }, threads: 1 });
        const [embedding] = await embedder.embed([passage('储能电站电池状态估计')]);
        await embedder.close();
        return embedding!.vector;
      }),
    );
    expect(cosine(mean!, mean!)).toBeCloseTo(1, 4);
    expect(cosine(cls!, mean!)).toBeLessThan(0.99);
  });

  it('gives a word that the tokeniser takes apart a row for each piece, at its place', async () => {
    const embedder = await createOnnxEmbedder({ model, threads: 1 });
    const text = '（photocatalysis）仿真 0.5mm';
    const [embedding] = await embedder.embed([{ text, role: 'passage', tokens: true }]);
    await embedder.close();
    const places = [...embedding!.tokens!.starts];
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBe(1);
    expect(places).toContain(text.indexOf('仿'));
    expect(places.filter((place) => place >= 1 && place < text.indexOf('）')).length).toBeGreaterThan(1);
  });

  it('lets the end of a text that is too long for one pass count', async () => {
    const embedder = await createOnnxEmbedder({ model, threads: 1 });
    const long = '高性能碳纤维复合材料的制备与应用。'.repeat(60);
    const [bare, ended, end] = await embedder.embed([
      passage(long),
      passage(`${long}${'猪瘟病毒疫苗。'.repeat(60)}`),
      passage('猪瘟病毒疫苗'),
    ]);
    await embedder.close();
    expect(cosine(ended!.vector, end!.vector)).toBeGreaterThan(cosine(bare!.vector, end!.vector) + 0.1);
  });

  it('rejects the calls of a thread that dies, and works on with a new one', async () => {
    const embedder = await createOnnxEmbedder({ model, threads: 1 });
    const running = embedder.embed(many);
    void threadsStarted[0]!.terminate();
    await expect(running).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(embedder.embed([passage('之后')])).resolves.toHaveLength(1);
    expect(threadsStarted).toHaveLength(2);
    await embedder.close();
  });

  it('starts further threads only when there is work for them', async () => {
    const embedder = await createOnnxEmbedder({ model, threads: 2 });
    await embedder.embed([passage('一条')]);
    expect(threadsStarted).toHaveLength(1);
    await embedder.embed(many);
    expect(threadsStarted).toHaveLength(2);
    await embedder.close();
  });

  it('answers a short call before a long one that came first', async () => {
    const embedder = await createOnnxEmbedder({ model, threads: 1 });
    const order: string[] = [];
    await Promise.all([
      embedder.embed(many).then(() => order.push('import')),
      embedder.embed([{ text: '储能', role: 'query' }]).then(() => order.push('query')),
    ]);
    await embedder.close();
    expect(order).toEqual(['query', 'import']);
  });

  it('says which model does not load', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'ttm-broken-'));
    try {
      await cp(join(model.dir, 'config.json'), join(dir, 'config.json'));
      await symlink(join(model.dir, 'tokenizer.json'), join(dir, 'tokenizer.json'));
      await writeFile(join(dir, 'model.onnx'), '');
      const broken = await readModel(dir);
      await expect(createOnnxEmbedder({ model: broken, threads: 1 })).rejects.toMatchObject({
        code: 'MODEL_UNAVAILABLE',
        message: expect.stringContaining(dir) as string,
      });
    } finally {
      await rm(dir, { recursive: true });
    }
  });

  it('refuses a model whose vectors are not as long as its configuration says', async () => {
    const wrong = { ...model, dimensions: 384 };
    await expect(createOnnxEmbedder({ model: wrong, threads: 1 })).rejects.toThrow('384');
  });
});
