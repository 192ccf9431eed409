import { TestEnvironment } from 'jest-environment-node';

/**
 * Node, and a test file that leaves a store open fails: a hook of the file itself could not tell, because Jest runs the
 * hooks of imported modules before the file's own.
 */
export default class LeakCheckingEnvironment extends TestEnvironment {
  override async teardown(): Promise<void> {
    const left = (this.global as { openTestStores?: Set<unknown> }).openTestStores?.size ?? 0;
    await super.teardown();
    if (left > 0) throw new Error(`${left} test store(s) left open: close them in afterAll`);
  }
}
