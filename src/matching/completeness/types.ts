import type { Money } from '../../domain.js';
import type { Span } from '../types.js';
import type { NeedTexts } from '../views.js';

/**
 * What a need must say before it can be matched: OBJECT, which thing or technology; PAIN, what goes wrong or is to be
 * improved; INDICATORS, wanted quantities; CONDITIONS, the terms: surroundings, constraints, money, time, maturity,
 * way of cooperation.
 */
export const NEED_PARTS = ['OBJECT', 'PAIN', 'INDICATORS', 'CONDITIONS'] as const;
export type NeedPart = (typeof NEED_PARTS)[number];

/** As people call them. */
export const PART_NAMES: Readonly<Record<NeedPart, string>> = {
  OBJECT: '具体对象',
  PAIN: '要解决的问题',
  INDICATORS: '技术指标',
  CONDITIONS: '使用条件',
};

/** The need's texts and what its list states beside them. */
export interface NeedFacts extends NeedTexts {
  budget: Money | null;
  /** ISO date. */
  deadline: string | null;
  /** As people call them, not codes. */
  cooperationModes: readonly string[];
  /** 完成时限 of a challenge. */
  period: string | null;
}

export interface PartFinding {
  part: NeedPart;
  present: boolean;
  /** The places that show it, first ones first; none when it is missing. */
  spans: Span[];
  /** To ask the enterprise, in Chinese; null when the part is present. */
  question: string | null;
}

export interface Completeness {
  /** Every part is present. */
  complete: boolean;
  /** One for each part, in the order of NEED_PARTS. */
  parts: PartFinding[];
}
