/** Tries at most: a machine that swaps or shares its caches makes some of them dear. */
const TRIES = 8;

/**
 * Processor time that a synchronous piece of work takes at best, in milliseconds: it does not count what others do on the
 * machine meanwhile, as a clock would. Tried again only while it takes more than `enough`.
 */
export function effortOf(work: () => void, enough: number): number {
  let least = Infinity;
  for (let attempt = 0; attempt < TRIES && least > enough; attempt++) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}
