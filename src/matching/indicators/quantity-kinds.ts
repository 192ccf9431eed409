/** Which words for a kind of quantity mean the same (准确率, 正确率). */
import { readFileSync } from 'node:fs';
import { projectPath } from '../../paths.js';

export const QUANTITY_KINDS = projectPath('data', 'quantity-kinds.json');

export interface QuantityKinds {
  /** Of each word, the groups that it is in. */
  groupsOf: ReadonlyMap<string, ReadonlySet<number>>;
  /** Number of the first group whose words are one kind only where they are of exactly the same thing. */
  near: number;
  /** Characters of the longest word. */
  longest: number;
}

let known: QuantityKinds | undefined;

/** Read once in the life of the process. */
export function quantityKinds(): QuantityKinds {
  known ??= readKinds();
  return known;
}

function readKinds(): QuantityKinds {
  const { kinds, near } = JSON.parse(readFileSync(QUANTITY_KINDS, 'utf8')) as Record<'kinds' | 'near', string[][]>;
  const groupsOf = new Map<string, Set<number>>();
  [...kinds, ...near].forEach((words, group) => {
    for (const word of words) groupsOf.set(word, (groupsOf.get(word) ?? new Set()).add(group));
  });
  return { groupsOf, near: kinds.length, longest: Math.max(...[...groupsOf.keys()].map((word) => word.length)) };
}
