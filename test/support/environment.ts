import { TestEnvironment } from 'jest-environment-node';
import type { Store } from '../../src/store/open.js';

/**
 * Node, and a test file that leaves a store open fails: a hook of the file itself could not tell, because Jest runs the
 * hooks of imported modules before the file's own.
 */
export default class LeakCheckingEnvironment extends TestEnvironment {
  override async teardown(): Promise<void> {
    const left = [...((this.global as { openTestStores?: Set<Store> }).openTestStores ?? [])];
    // Closed first: an open PGlite would keep the process alive.
    for (const store of left) await store.close();
    await super.teardown();
    if (left.length > 0) throw new Error(`${left.length} test store(s) left open: close them in afterAll`);
  }
}
