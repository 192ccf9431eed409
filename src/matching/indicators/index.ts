/** Reads technical indicators out of Chinese texts and compares what is wanted with what is offered. Pure. */
export { compareIndicators } from './compare.js';
export { readIndicators } from './read.js';
export type { Canonical, Indicator, IndicatorVerdict, Operator } from './types.js';
