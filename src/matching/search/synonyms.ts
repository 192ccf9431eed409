/** Other names of what a free text names: what it is also searched by. */
import { foldLiteral } from '../../fold.js';
import type { Taxonomy } from '../../taxonomy.js';
import { isLatin, stands, termGroups, type TermGroup } from '../term-groups.js';

/** Names, folded, of what the text names otherwise. */
export function synonymsIn(text: string, taxonomy: Taxonomy): string[] {
  const { text: folded } = foldLiteral(text);
  const groups = termGroups().filter(({ names }) => names.some((name) => stands(name.folded, folded)));
  const named = [
    ...groups.filter((group) => isMeant(group, groups, folded)).map(({ names }) => names.map((name) => name.folded)),
    ...industryNames(taxonomy).filter((names) => names.some((name) => stands(name, folded))),
  ];
  return [...new Set(named.flat())].filter((name) => !stands(name, folded));
}

/**
 * A Chinese name says what is meant. A Latin one with several meanings (SOC) is searched by those that the text's other
 * words speak for, and by all when they speak for none: to find too much is better than to miss what was meant.
 */
function isMeant(group: TermGroup, named: readonly TermGroup[], folded: string): boolean {
  const latin = group.names.filter((name) => isLatin(name.name) && stands(name.folded, folded));
  if (latin.length === 0 || group.names.some((name) => !isLatin(name.name) && stands(name.folded, folded))) return true;
  const others = named.filter(
    (other) => other !== group && other.names.some((name) => latin.some(({ folded: same }) => same === name.folded)),
  );
  return spokenFor(group, folded) || !others.some((other) => spokenFor(other, folded));
}

function spokenFor({ near }: TermGroup, folded: string): boolean {
  return near?.some((word) => folded.includes(word)) ?? false;
}

/** An industry's name with its Latin ones. Its other aliases are rather parts of it (大模型 of 人工智能). */
function industryNames({ industries }: Taxonomy): string[][] {
  return industries.map(({ name, aliases }) =>
    [name, ...aliases.filter((alias) => /^[A-Za-z][A-Za-z -]*$/.test(alias))].map((one) => foldLiteral(one).text),
  );
}
