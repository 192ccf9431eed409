import type * as ChildProcess from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config.js';
import { DEFAULT_MODEL } from '../../src/embedding/default-model.js';
import { ensureModel, type ModelEvent } from '../../src/embedding/model-files.js';
import { readModel } from '../../src/embedding/model-location.js';

/** Where mvn is looked for. */
let searchPath = '/nonexistent';
jest.mock('node:child_process', () => {
  const actual = jest.requireActual<typeof ChildProcess>('node:child_process');
  return {
    ...actual,
    // A real process in an environment of the test's choice; Jest's process.env does not reach it.
    spawn: (command: string, args: string[], options: ChildProcess.SpawnOptions) =>
      actual.spawn(command, args, { ...options, env: { PATH: searchPath } }),
  };
});

const complete = readConfig().modelDir;
let root: string;
let hub: Server;
let hubEndpoint: string;
/** Changes what the hub sends, e.g. a proxy's page in place of a file. */
let tamper: (content: Buffer) => Buffer = (content) => content;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'ttm-model-test-'));
  hub = createServer((request, response) => {
    const file = DEFAULT_MODEL.files.find(({ atHub }) => request.url?.endsWith(`/resolve/main/${atHub}`));
    if (file) response.end(tamper(readFileSync(join(complete, file.path))));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => hub.listen(0, '127.0.0.1', resolve));
  hubEndpoint = `http://127.0.0.1:${(hub.address() as AddressInfo).port}`;
});
afterEach(() => {
  searchPath = '/nonexistent';
  tamper = (content) => content;
});
afterAll(async () => {
  hub.closeAllConnections();
  await new Promise((resolve) => hub.close(resolve));
  await rm(root, { recursive: true });
});

async function ensure(modelDir: string) {
  const events: ModelEvent[] = [];
  const model = await ensureModel({ modelDir, hubEndpoint, onProgress: (event) => events.push(event) });
  const failures = events.flatMap((event) => (event.kind === 'failed' ? [event.message] : []));
  const origin = events.flatMap((event) => (event.kind === 'found' ? [event.origin] : []))[0];
  return { model, failures, origin, events };
}

let directories = 0;
const freshDir = () => join(root, `model-${directories++}`);

async function copyOfDefault(): Promise<string> {
  const dir = freshDir();
  await cp(complete, dir, { recursive: true });
  return dir;
}

describe('ensureModel', () => {
  it('fetches the default model from the hub with progress, then finds it in place', async () => {
    const dir = freshDir();
    const first = await ensure(dir);
    expect(first.origin).toBe('hub');
    expect(first.failures).toEqual([expect.stringContaining('没有安装 mvn')]);
    expect(first.events.filter((event) => event.kind === 'downloading').length).toBeGreaterThan(2);
    expect(first.model).toMatchObject({ id: DEFAULT_MODEL.id, dimensions: 512, pooling: 'cls', warnings: [] });
    const second = await ensure(dir);
    expect(second.origin).toBe('present');
    expect(second.model).toEqual(first.model);
  });

  it('passes on what Maven says when it fails', async () => {
    searchPath = await mkdtemp(join(root, 'bin-'));
    await writeFile(join(searchPath, 'mvn'), '#!/bin/sh\necho "[ERROR] Unknown host"\nexit 1\n', { mode: 0o755 });
    const { origin, failures } = await ensure(freshDir());
    expect(failures).toEqual([expect.stringContaining('退出码 1）：[ERROR] Unknown host')]);
    expect(origin).toBe('hub');
  });

  it('writes nothing when the bytes are not the right ones', async () => {
    tamper = (content) => Buffer.concat([content, Buffer.from('x')]);
    const dir = freshDir();
    const { model, failures } = await ensure(dir);
    expect(model).toBeNull();
    expect(failures.at(-1)).toContain('SHA-256');
    await expect(readdir(dir)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('lets two at once fill the same directory', async () => {
    const dir = freshDir();
    const results = await Promise.all([ensure(dir), ensure(dir)]);
    for (const { model } of results) expect(model?.id).toBe(DEFAULT_MODEL.id);
    expect((await readdir(dir)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('replaces a damaged file of the default model', async () => {
    const dir = await copyOfDefault();
    await writeFile(join(dir, 'tokenizer.json'), '{}');
    const { model, failures } = await ensure(dir);
    expect(failures[0]).toContain('tokenizer.json 已损坏');
    expect(model?.id).toBe(DEFAULT_MODEL.id);
  });

  it('finishes what a killed process began, and clears its leavings', async () => {
    const dir = await copyOfDefault();
    await rm(join(dir, 'config.json'));
    await writeFile(join(dir, 'old.part'), 'half');
    await utimes(join(dir, 'old.part'), 0, 0);
    await writeFile(join(dir, 'young.part'), 'half');
    const { model, origin } = await ensure(dir);
    expect(origin).toBe('present');
    expect(model?.id).toBe(DEFAULT_MODEL.id);
    expect(await readdir(dir)).not.toContain('old.part');
    expect(await readdir(dir)).toContain('young.part');
  });

  it("leaves a directory alone that holds other people's files", async () => {
    const dir = freshDir();
    await mkdir(dir);
    await writeFile(join(dir, 'thesis.docx'), '');
    const { model, failures } = await ensure(dir);
    expect(model).toBeNull();
    expect(failures).toEqual([expect.stringContaining('MODEL_DIR')]);
    expect(await readdir(dir)).toEqual(['thesis.docx']);
  });

  it('reports an unreadable model of somebody else and does not replace it', async () => {
    const dir = freshDir();
    await mkdir(dir);
    await writeFile(join(dir, 'config.json'), '{"hidden_size": 384}');
    const { model, failures } = await ensure(dir);
    expect(model).toBeNull();
    expect(failures).toEqual([expect.stringContaining('没有 ONNX 文件')]);
    expect(await readdir(dir)).toEqual(['config.json']);
  });
});

describe('readModel', () => {
  it('keeps the prefix of the default model when its directory has no manifest', async () => {
    const dir = await copyOfDefault();
    await rm(join(dir, 'ttm-model.json'));
    expect(await readModel(dir)).toMatchObject({
      id: DEFAULT_MODEL.id,
      queryPrefix: expect.stringContaining('检索') as string,
    });
  });

  it('takes the id of another model from its manifest, else from its directory and content', async () => {
    const dir = await copyOfDefault();
    await writeFile(join(dir, 'onnx/model_quantized.onnx'), '');
    await rm(join(dir, 'ttm-model.json'));
    expect((await readModel(dir)).id).toMatch(/^model-\d+-[0-9a-f]{8}$/);
    await writeFile(join(dir, 'ttm-model.json'), '{"id": "own-1", "pooling": "mean", "maxTokens": 128}');
    expect(await readModel(dir)).toMatchObject({ id: 'own-1', pooling: 'mean', queryPrefix: '', maxTokens: 128 });
  });

  it('says what is wrong with a manifest', async () => {
    const dir = await copyOfDefault();
    await writeFile(join(dir, 'ttm-model.json'), '{"pooling": "max"}');
    await expect(readModel(dir)).rejects.toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      message: expect.stringContaining('ttm-model.json') as string,
    });
  });
});
