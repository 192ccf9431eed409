import { MISSING, type FeatureValue } from './types.js';

/** What is known of a pair's owners. */
export interface Ties {
  /** The need's park is paired (结对) with the achievement's owner. */
  paired: boolean;
  /** The need names the achievement's owner as a partner it would like. */
  preferred: boolean;
}

/** Pairing: 1 when the owners are tied. Not being tied is no reason against anything, so it counts as missing. */
export function pairing({ paired, preferred }: Ties): FeatureValue {
  if (preferred) return { value: 1, detail: '成果单位是需求方的意向合作单位' };
  return paired ? { value: 1, detail: '需求所在园区与成果单位结对' } : MISSING;
}
