import { rm } from 'node:fs/promises';
import { readConfig } from '../../src/config.js';
import { openOnnxReranker } from '../../src/reranking/onnx.js';
import { describeReranker } from '../conformance/reranker.js';
import { makeReranker, sharedLogOdds, type TinyReranker } from '../support/reranker-model.js';
import type * as Threads from '../support/threads.js';
import { threadsStarted } from '../support/threads.js';

jest.mock('node:worker_threads', () => jest.requireActual<typeof Threads>('../support/threads').watchedThreads());

const directories: string[] = [];
afterAll(() => Promise.all(directories.map((directory) => rm(directory, { recursive: true }))));

async function open(model: TinyReranker = {}, threads = 1) {
  const directory = await makeReranker(model);
  directories.push(directory);
  return openOnnxReranker({ directory, threads });
}

describeReranker('ONNX reranker', () => open({}, 2));

describe('ONNX reranker', () => {
  const asked = '储能电站 A';

  it.each([1, 2] as const)('reads the log odds off %i output(s)', async (outputs) => {
    const reranker = await open({ outputs });
    const found = ['储能电池的 a', '猪瘟病毒', '电站电池'];
    const figures = await reranker.score(found.map((text) => ({ asked, found: text })));
    await reranker.close();
    expect(reranker.name).toBe(`tiny-${outputs}`);
    figures.forEach((figure, i) => expect(figure).toBeCloseTo(sharedLogOdds(asked, found[i]!), 4));
  });

  it('reads a short need whole beside an achievement that is too long, and cuts that', async () => {
    const reranker = await open({ maxTokens: 13 });
    // Ten tokens beside the signs: four of the need, six of the achievement.
    const [figure, other] = await reranker.score([
      { asked: '储能电站', found: '甲甲甲甲甲站站站' },
      { asked: '甲甲甲甲甲站站站', found: '储能电站' },
    ]);
    await reranker.close();
    expect(figure).toBeCloseTo(sharedLogOdds('储能电站', '甲甲甲甲甲站'), 4);
    expect(other).toBeCloseTo(sharedLogOdds('储能电站', '甲甲甲甲甲站'), 4);
  });

  it('refuses a model with three outputs, and one that does not classify', async () => {
    await expect(open({ outputs: 3 })).rejects.toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      message: expect.stringMatching(/RERANKER_DIR.*3 个分类输出/) as string,
    });
    await expect(openOnnxReranker({ directory: readConfig().modelDir, threads: 1 })).rejects.toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      message: expect.stringContaining('RERANKER_DIR') as string,
    });
  });

  it('says what a directory without a model lacks', async () => {
    await expect(openOnnxReranker({ directory: '/nowhere', threads: 1 })).rejects.toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      message: expect.stringMatching(/RERANKER_DIR.*\/nowhere.*ONNX/) as string,
    });
  });

  it('rejects the call of a thread that dies, and works on with a new one', async () => {
    const reranker = await open();
    const pairs = Array.from({ length: 300 }, () => ({ asked, found: '储能电站'.repeat(100) }));
    const running = reranker.score(pairs);
    void threadsStarted.at(-1)!.terminate();
    await expect(running).rejects.toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('重排模型') });
    await expect(reranker.score(pairs.slice(0, 1))).resolves.toHaveLength(1);
    await reranker.close();
  });
});
