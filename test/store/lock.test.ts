import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockDataDir } from '../../src/store/lock.js';
import { startChild, type Child } from '../support/processes.js';

describe('the lock of a data directory', () => {
  let dir: string;
  const children: Child[] = [];
  const start = (at = 0) => {
    const child = startChild('lock-child.mjs', [dir, String(at)]);
    children.push(child);
    return child;
  };
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'lock-'));
  });
  afterEach(async () => {
    await Promise.all(children.splice(0).map((child) => child.kill()));
    rmSync(dir, { recursive: true });
  });

  it('refuses a second opener without waiting and names the first', async () => {
    const holder = start();
    await holder.line('locked');
    const timer = jest.spyOn(globalThis, 'setTimeout');
    await expect(lockDataDir(dir)).rejects.toMatchObject({
      code: 'DATA_DIR_LOCKED',
      message: expect.stringMatching(new RegExp(`进程 ${holder.pid} .*lock-child`)),
    });
    expect(timer).not.toHaveBeenCalled();
    timer.mockRestore();
  });

  it('refuses a second opener in the same process', async () => {
    const lock = await lockDataDir(dir);
    await expect(lockDataDir(dir)).rejects.toMatchObject({ details: { pid: process.pid } });
    await lock.release();
  });

  it('is free again after release, which may be called twice, also when another holds it by then', async () => {
    const first = await lockDataDir(dir);
    await first.release();
    const second = await lockDataDir(dir);
    await first.release();
    await expect(lockDataDir(dir)).rejects.toMatchObject({ code: 'DATA_DIR_LOCKED' });
    await second.release();
  });

  it('is taken over from a process that was killed', async () => {
    const holder = start();
    await holder.line('locked');
    await holder.kill();
    await (await lockDataDir(dir)).release();
  });

  it('is taken over when the pid belongs to a later process', async () => {
    const lock = await lockDataDir(dir);
    const [file] = readdirSync(join(dir, 'lock'));
    const path = join(dir, 'lock', file!);
    const holder = JSON.parse(readFileSync(path, 'utf8')) as { started: string };
    writeFileSync(path, JSON.stringify({ ...holder, started: 'an earlier boot/1' }));
    const next = await lockDataDir(dir);
    await next.release();
    await lock.release();
  });

  it('does not take the lock of a process on another machine, and says what to do', async () => {
    const lock = await lockDataDir(dir);
    const path = join(dir, 'lock', readdirSync(join(dir, 'lock'))[0]!);
    const holder = JSON.parse(readFileSync(path, 'utf8')) as object;
    writeFileSync(path, JSON.stringify({ ...holder, host: 'elsewhere', started: 'unknown' }));
    await expect(lockDataDir(dir)).rejects.toMatchObject({ message: expect.stringContaining(`请删除 ${path}`) });
    await lock.release();
  });

  it('goes to exactly one of several that find a dead holder at the same time', async () => {
    const dead = start();
    await dead.line('locked');
    await dead.kill();
    for (let round = 0; round < 3; round += 1) {
      const at = Date.now() + 400;
      const takers = [start(at), start(at), start(at), start(at)];
      const outcomes = await Promise.all(
        takers.map((taker) => Promise.race([taker.line('locked'), taker.line('refused')])),
      );
      expect(outcomes.sort()).toEqual(['locked', ...Array.from({ length: 3 }, () => 'refused DATA_DIR_LOCKED')]);
      await Promise.all(takers.map((taker) => taker.kill()));
    }
  });
});
