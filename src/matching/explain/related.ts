/**
 * Different words of the two sides for one thing (可编程控制器 – PLC), or for a thing and its kind (可降解塑料 – 聚乳酸), by
 * the lists in `data/`: likeness of vectors does not tell them from opposites.
 */
import type { RelatedTerm, TermRelation } from '../../domain.js';
import { foldLiteral } from '../../fold.js';
import { segments } from '../lexicon.js';
import {
  isLatin,
  stands,
  termGroups,
  termKinds,
  type TermGroup,
  type TermKinds,
  type TermName,
} from '../term-groups.js';

const PAIRS_SHOWN = 6;
/** A shorter Chinese name may be cut out of other words (电机 of 发电机组): it must be a word, or words. */
const SURE_LENGTH = 4;
/** What is read around a short name to tell words from one another. */
const AROUND = 8;

/** A text with the listed names that it has, read once for all that it is compared with. */
export interface NamedText {
  folded: string;
  groups: ReadonlyMap<TermGroup, readonly TermName[]>;
  /** Things whose kinds the other text may name. */
  broad: readonly TermKinds[];
  /** Things of which this text names kinds. */
  narrow: ReadonlyMap<TermKinds, TermName>;
}

export function readNames(text: string): NamedText {
  const { text: folded } = foldLiteral(text);
  const groups = new Map<TermGroup, readonly TermName[]>();
  for (const group of termGroups()) {
    const names = namesOf(group, folded);
    if (names.length > 0) groups.set(group, names);
  }
  const broad: TermKinds[] = [];
  const narrow = new Map<TermKinds, TermName>();
  for (const thing of termKinds()) {
    if (standsIn(thing.broad, folded)) broad.push(thing);
    const kind = thing.kinds.find((name) => standsIn(name, folded));
    if (kind !== undefined) narrow.set(thing, kind);
  }
  return { folded, groups, broad, narrow };
}

interface Pair {
  own: TermName;
  found: TermName;
  /** As if the own text asked. */
  relation: TermRelation;
}

/**
 * Pairs of names, one in either text and in that one only: a name in both is a shared term. Names of one thing come
 * first. A pair inside another (锂离子 – Li-ion, 锂离子电池 – Li-ion battery) is left out.
 * @param own the text that the search is made with
 * @param ownAsks false: the other side is the one that asks
 */
export function relatedTerms(own: NamedText, found: string, ownAsks: boolean): RelatedTerm[] {
  if (own.groups.size === 0 && own.broad.length === 0 && own.narrow.size === 0) return [];
  const { text: folded } = foldLiteral(found);
  const pairs = [...synonymPairs(own, folded), ...kindPairs(own, folded)];
  return pairs
    .filter((pair) => !pairs.some((other) => other !== pair && covers(other, pair)))
    .slice(0, PAIRS_SHOWN)
    .map((pair) =>
      ownAsks
        ? { asked: pair.own.name, offered: pair.found.name, relation: pair.relation }
        : { asked: pair.found.name, offered: pair.own.name, relation: REVERSED[pair.relation] },
    );
}

const REVERSED: Record<TermRelation, TermRelation> = { SYNONYM: 'SYNONYM', NARROWER: 'BROADER', BROADER: 'NARROWER' };

function synonymPairs(own: NamedText, found: string): Pair[] {
  return [...own.groups].flatMap(([group, names]) => {
    const others = namesOf(group, found);
    const shared = others.length === 0 || others.some((name) => names.includes(name));
    const [left, right] = [names[0]!, others[0]!];
    return shared || isInside(left, right) || isInside(right, left)
      ? []
      : [{ own: left, found: right, relation: 'SYNONYM' as const }];
  });
}

function kindPairs(own: NamedText, found: string): Pair[] {
  const narrower = own.broad.flatMap(({ broad, kinds }): Pair[] => {
    if (found.includes(broad.folded)) return [];
    const kind = kinds.find((name) => standsIn(name, found) && !own.folded.includes(name.folded));
    return kind === undefined ? [] : [{ own: broad, found: kind, relation: 'NARROWER' }];
  });
  const broader = [...own.narrow].flatMap(([{ broad, kinds }, kind]): Pair[] =>
    standsIn(broad, found) && !own.folded.includes(broad.folded) && !kinds.some((name) => found.includes(name.folded))
      ? [{ own: kind, found: broad, relation: 'BROADER' }]
      : [],
  );
  return [...narrower, ...broader];
}

function covers(other: Pair, pair: Pair): boolean {
  return isInside(pair.own, other.own) && isInside(pair.found, other.found);
}

function isInside(name: TermName, other: TermName): boolean {
  return other.folded.includes(name.folded);
}

/** The group's names that a text has and means. */
function namesOf(group: TermGroup, folded: string): TermName[] {
  return group.names.filter((name) => standsIn(name, folded) && (!isLatin(name.name) || isMeant(group, name, folded)));
}

function standsIn(name: TermName, folded: string): boolean {
  if (isLatin(name.name)) return stands(name.folded, folded);
  return folded.includes(name.folded) && (name.folded.length >= SURE_LENGTH || standsAsWord(name.folded, folded));
}

function isMeant({ names, near }: TermGroup, latin: TermName, folded: string): boolean {
  if (near !== null && !near.some((word) => folded.includes(word))) return false;
  return definitionsOf(latin.folded, folded).every((definition) =>
    names.some((name) => name !== latin && (definition.includes(name.folded) || name.folded.includes(definition))),
  );
}

/** What the text itself says that an abbreviation means: the Chinese before its bracket (片上系统（SOC）), or after it. */
function definitionsOf(latin: string, folded: string): string[] {
  const found: string[] = [];
  for (let at = folded.indexOf(latin); at !== -1; at = folded.indexOf(latin, at + 1)) {
    const end = at + latin.length;
    const before = /(\p{Script=Han}{2,})\($/u.exec(folded.slice(Math.max(0, at - 2 * AROUND), at));
    if (before !== null && /^\s*[),，]/.test(folded.slice(end))) found.push(before[1]!);
    const after = /^\((\p{Script=Han}{3,})\)/u.exec(folded.slice(end, end + 2 * AROUND));
    if (after !== null) found.push(after[1]!);
  }
  return found;
}

function standsAsWord(name: string, folded: string): boolean {
  for (let at = folded.indexOf(name); at !== -1; at = folded.indexOf(name, at + 1)) {
    const from = Math.max(0, at - AROUND);
    const ends = new Set<number>([from]);
    let end = from;
    for (const word of segments(folded.slice(from, at + name.length + AROUND))) ends.add((end += word.length));
    if (ends.has(at) && ends.has(at + name.length)) return true;
  }
  return false;
}
