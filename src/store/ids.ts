import { randomFillSync } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';

/** What `v7` wants of random bytes. */
const RANDOM_BYTES = 16;

/**
 * Many ids at once, in ascending order among themselves. Their random bytes are drawn together: drawing them one id at a
 * time is most of what an id costs.
 */
export function newIds(count: number): string[] {
  const random = randomFillSync(new Uint8Array(RANDOM_BYTES * (count + 1)));
  const bytesOf = (i: number) => random.subarray(RANDOM_BYTES * i, RANDOM_BYTES * (i + 1));
  const msecs = Date.now();
  // Of 32 bits, with a random beginning in the lower half, so that it does not run over.
  const first = new DataView(random.buffer).getUint32(RANDOM_BYTES * count) >>> 1;
  return Array.from({ length: count }, (_none, i) => uuidv7({ random: bytesOf(i), msecs, seq: first + i }));
}
