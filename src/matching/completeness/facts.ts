import type { NeedRow } from '../../store/schema.js';
import type { Taxonomy } from '../../taxonomy.js';
import { queryTexts } from '../views.js';
import type { NeedFacts } from './types.js';

export function factsOfNeed(need: NeedRow, taxonomy: Taxonomy): NeedFacts {
  const { budgetKind, budgetMin, budgetMax, cooperationModes } = need;
  return {
    ...need,
    budget: budgetKind === null ? null : { kind: budgetKind, min: budgetMin, max: budgetMax },
    cooperationModes: cooperationModes.map(
      (code) => taxonomy.cooperationModes.find((mode) => mode.code === code)?.name ?? code,
    ),
  };
}

/** A free text that searches. */
export function factsOfText(text: string): NeedFacts {
  return { ...queryTexts(text), budget: null, deadline: null, cooperationModes: [], period: null };
}
