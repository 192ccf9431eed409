/** Chinese and Latin names of one thing: what a free text is also searched by. */
import { readFileSync } from 'node:fs';
import { foldLiteral } from '../../fold.js';
import { projectPath } from '../../paths.js';
import type { Taxonomy } from '../../taxonomy.js';

let groups: readonly (readonly string[])[] | undefined;

/** Names, folded, of what the text names otherwise. */
export function synonymsIn(text: string, taxonomy: Taxonomy): string[] {
  const { text: folded } = foldLiteral(text);
  const named = [...technicalNames(), ...industryNames(taxonomy)].filter((names) =>
    names.some((name) => stands(name, folded)),
  );
  return [...new Set(named.flat())].filter((name) => !stands(name, folded));
}

function technicalNames(): readonly (readonly string[])[] {
  groups ??= (
    JSON.parse(readFileSync(projectPath('data', 'term-synonyms.json'), 'utf8')) as { groups: string[][] }
  ).groups.map((names) => names.map((name) => foldLiteral(name).text));
  return groups;
}

/** An industry's name with its Latin ones. Its other aliases are rather parts of it (大模型 of 人工智能). */
function industryNames({ industries }: Taxonomy): string[][] {
  return industries.map(({ name, aliases }) =>
    [name, ...aliases.filter((alias) => /^[A-Za-z][A-Za-z -]*$/.test(alias))].map((one) => foldLiteral(one).text),
  );
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
