/** Different names of one thing (可编程逻辑控制器, PLC), and where a text has one. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { foldLiteral } from '../fold.js';
import { projectPath } from '../paths.js';
import { QUANTITY_KINDS } from './indicators/quantity-kinds.js';

export interface TermName {
  /** As it is written. */
  name: string;
  /** By `foldLiteral`, as texts are compared. */
  folded: string;
}

export interface TermGroup {
  names: readonly TermName[];
  /** The Latin names mean this only in a text that has one of these words, folded; null: they mean nothing else. */
  near: readonly string[] | null;
}

interface TermFile {
  groups: string[][];
  ambiguous: { names: string[]; near: string[] }[];
}

/** A thing and kinds of it (蓄电池; 锂离子电池 …). */
export interface TermKinds {
  broad: TermName;
  kinds: readonly TermName[];
}

const SYNONYMS = projectPath('data', 'term-synonyms.json');
const KINDS = projectPath('data', 'term-kinds.json');

let groups: readonly TermGroup[] | undefined;

/** Read once in the life of the process. */
export function termGroups(): readonly TermGroup[] {
  groups ??= readGroups();
  return groups;
}

let kinds: readonly TermKinds[] | undefined;

/** Read once in the life of the process. */
export function termKinds(): readonly TermKinds[] {
  kinds ??= Object.entries((JSON.parse(readFileSync(KINDS, 'utf8')) as { kinds: Record<string, string[]> }).kinds).map(
    ([broad, names]) => ({ broad: termName(broad), kinds: names.map(termName) }),
  );
  return kinds;
}

let mark: string | undefined;

/** SHA-256 (hex) over the lists of `data`: others, other related terms and other pairs of indicators. */
export function termLists(): string {
  const lists = [SYNONYMS, KINDS, QUANTITY_KINDS];
  mark ??= lists.reduce((hash, list) => hash.update(readFileSync(list)), createHash('sha256')).digest('hex');
  return mark;
}

function readGroups(): TermGroup[] {
  const file = JSON.parse(readFileSync(SYNONYMS, 'utf8')) as TermFile;
  return [
    ...file.groups.map((names) => ({ names: names.map(termName), near: null })),
    ...file.ambiguous.map(({ names, near }) => ({ names: names.map(termName), near })),
  ];
}

function termName(name: string): TermName {
  return { name, folded: foldLiteral(name).text };
}

export function isLatin(name: string): boolean {
  return !/\p{Script=Han}/u.test(name);
}

/** A Latin name stands as a whole word. */
export function stands(name: string, folded: string): boolean {
  for (let at = folded.indexOf(name); at !== -1; at = folded.indexOf(name, at + 1)) {
    if (isWhole(folded, at, at + name.length)) return true;
  }
  return false;
}

/** Whether [start, end) of a folded text cuts no Latin word or number in two. */
export function isWhole(folded: string, start: number, end: number): boolean {
  const cuts = (at: number) => /[a-z0-9]/.test(folded[at - 1] ?? '') && /[a-z0-9]/.test(folded[at] ?? '');
  return !cuts(start) && !cuts(end);
}
