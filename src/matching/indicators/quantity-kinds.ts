/** Which words for a kind of quantity mean the same (准确率, 正确率). */
import { readFileSync } from 'node:fs';
import { projectPath } from '../../paths.js';

export const QUANTITY_KINDS = projectPath('data', 'quantity-kinds.json');

export interface QuantityKinds {
  /** Of each word, the groups that it is in. */
  groupsOf: ReadonlyMap<string, ReadonlySet<number>>;
  /** Number of the first group whose words are one kind only where they are of exactly the same thing. */
  near: number;
  /** Of a group, words whose share is what is left of its share of the whole. */
  opposites: ReadonlyMap<number, readonly string[]>;
  /** How a form that `spelled` finds is read. */
  spellings: ReadonlyMap<string, string>;
  spelled: RegExp;
  /** Chinese names of chemical elements, by symbol. */
  elements: ReadonlyMap<string, string>;
  /** Characters of the longest word. */
  longest: number;
}

let known: QuantityKinds | undefined;

/** Read once in the life of the process. */
export function quantityKinds(): QuantityKinds {
  known ??= readKinds();
  return known;
}

interface KindsFile {
  kinds: string[][];
  near: string[][];
  opposites: [string, string][];
  spellings: string[][];
  elements: Record<string, string>;
}

function readKinds(): QuantityKinds {
  const { kinds, near, ...file } = JSON.parse(readFileSync(QUANTITY_KINDS, 'utf8')) as KindsFile;
  const groupsOf = new Map<string, Set<number>>();
  [...kinds, ...near].forEach((words, group) => {
    for (const word of words) groupsOf.set(word, (groupsOf.get(word) ?? new Set()).add(group));
  });
  const opposites = new Map<number, string[]>();
  for (const [word, other] of file.opposites.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]))
    for (const group of groupsOf.get(word)!) opposites.set(group, [...(opposites.get(group) ?? []), other]);
  const spellings = new Map(file.spellings.flatMap(([read, ...others]) => others.map((other) => [other, read!])));
  return {
    groupsOf,
    near: kinds.length,
    opposites,
    spellings,
    spelled: new RegExp(
      [...spellings.keys()]
        .sort((a, b) => b.length - a.length)
        .map(asWord)
        .join('|'),
      'gu',
    ),
    elements: new Map(Object.entries(file.elements)),
    longest: Math.max(...[...groupsOf.keys()].map((word) => word.length)),
  };
}

/** Latin forms are no parts of longer ones: SOC, not SOCKET. */
function asWord(form: string): string {
  return /[a-z]/u.test(form) ? `(?<![a-z])${form}(?![a-z\\d])` : form;
}
