/** What a column holds, told by its values alone, for columns whose header is missing or unknown. */

const PATTERNS: [field: string, pattern: RegExp, confidence: number][] = [
  ['contactEmail', /^[\w.+-]+@[\w-]+(\.[\w-]+)+$/, 0.6],
  ['contactPhone', /^(\+?86[- ]?)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[-－ ]?\d{7,8}(-\d{1,6})?)$/, 0.6],
  ['creditCode', /^[0-9A-HJ-NP-RT-UW-Y]{2}\d{6}[0-9A-HJ-NP-RT-UW-Y]{10}$/, 0.6],
  // A date may mean anything; taken for a deadline it would close needs. It is only proposed.
  ['deadline', /^20\d{2}([-/.年]\d{1,2})([-/.月]\d{1,2}日?)?$/, 0.4],
];
const SHARE = 0.7;

/** @returns the field whose pattern most of the values have, or null */
export function guessByValues(samples: readonly string[]): { field: string; confidence: number } | null {
  if (samples.length === 0) return null;
  for (const [field, pattern, confidence] of PATTERNS) {
    const matching = samples.filter((sample) => pattern.test(sample)).length;
    if (matching / samples.length >= SHARE) return { field, confidence };
  }
  return null;
}
