import type { Taxonomy } from '../../taxonomy.js';
import type { Reading } from '../types.js';
import { splitValues, tickedOptions, unique } from './lists.js';
import { findTerms, foldTerm, longestTerm } from './terms.js';
import { isAbsent } from './text.js';
import { quote } from './warn.js';

type Modes = Pick<Taxonomy, 'cooperationModes' | 'ambiguousTerms'>;

/** Words around a mode that do not change it: 以…方式, 均可, 优先. */
const AROUND =
  /^(?:拟|可以?|采用|采取|通过|以|进行|或|和|及)+|(?:等?(?:的|多种)?(?:合作)?(?:方式|形式|模式)|等|均可|皆可|都可以?|优先|为主|亦可|也可)+$/gu;
const OTHER = /^其[他它](?:方式)?[:(]*(.+?)\)?$/u;

interface Found {
  codes: string[];
  ambiguous?: string;
  unknown?: string;
}

/** `独占、普通、开放许可` and `许可（普通）` name kinds of licence without saying 许可 each time. */
function completed(text: string): string {
  const bare = text.replace(/[。.]$/u, '').replace(/[（(]请[^）)]*[）)]/gu, '');
  if (!/许可|独占|排他|^(?:普通|一般|开放)$/u.test(bare)) return bare;
  return bare.replace(/(?<=^|[（(、，,/；;和或及])(普通|一般|开放)(?=[）)、，,/；;和或及]|$)/gu, '$1许可');
}

/**
 * Reads cooperation modes as codes of the taxonomy. LICENSE_ANY stays itself (matching expands it) unless a bracket
 * right behind it names the kind of licence. Unknown words keep the known ones and warn.
 */
export function cooperationReader(taxonomy: Modes): (text: string) => Reading<string[]> {
  const terms = new Map<string, string[]>();
  for (const mode of taxonomy.cooperationModes) {
    for (const term of [mode.code, mode.name, ...mode.aliases]) terms.set(foldTerm(term), [mode.code]);
  }
  for (const { term, candidates } of taxonomy.ambiguousTerms.cooperationModes) terms.set(foldTerm(term), candidates);
  const general = new Map(taxonomy.cooperationModes.map((mode) => [mode.code, mode.expandsTo ?? []]));
  const longest = longestTerm(terms);

  function readPart(part: string): Found[] {
    const bare = part.replace(AROUND, '');
    const exact = terms.get(part) ?? terms.get(bare);
    if (exact !== undefined) return [exact.length > 1 ? { codes: exact, ambiguous: bare } : { codes: exact }];
    const pieces = bare.split(/或者|或|和|及|与|以及|\+|＋/u).filter((piece) => piece !== '');
    if (pieces.length > 1) return pieces.flatMap((piece) => readPart(piece));
    const other = OTHER.exec(bare)?.[1];
    if (other !== undefined) {
      const inner = readPart(other);
      return inner.some(({ unknown }) => unknown !== undefined)
        ? [{ codes: terms.get('其他') ?? [], unknown: other }]
        : inner;
    }
    return readSentence(bare, part);
  }

  /** `普通许可给南京企业`: the modes it contains, and a warning for what is left. */
  function readSentence(bare: string, part: string): Found[] {
    // What is denied is not offered: 不转让, 非独占 (非独占许可 is a term of its own).
    const found = findTerms(bare, terms, longest).filter(({ start }) => !/[不非未]$/u.test(bare.slice(0, start)));
    const bracketed = found.filter(({ value, start, end }, index) => {
      const next = found[index + 1];
      const narrowed = next !== undefined && /^[(:]$/u.test(bare.slice(end, next.start));
      return !(narrowed && start < end && general.get(value[0]!)?.includes(next.value[0]!));
    });
    const rest = found.reduceRight((left, { start, end }) => left.slice(0, start) + left.slice(end), bare);
    const leftover = /[\p{L}\p{N}]/u.test(rest.replace(AROUND, '').replace(/[等可]/gu, ''));
    const known = bracketed.map(({ value, start, end }): Found =>
      value.length > 1 ? { codes: value, ambiguous: bare.slice(start, end) } : { codes: value },
    );
    return leftover || known.length === 0 ? [...known, { codes: [], unknown: part }] : known;
  }

  return (text) => {
    const stated = tickedOptions(text);
    if (isAbsent(stated)) return { value: [] };
    const found = splitValues(completed(stated)).flatMap((part) => {
      const read = readPart(foldTerm(part));
      // The warning shows the sender's own words, not the folded ones.
      return read.map((mode) => (mode.unknown === undefined ? mode : { ...mode, unknown: part }));
    });
    const unknown = found.flatMap((part) => part.unknown ?? []);
    const ambiguous = found.flatMap((part) => part.ambiguous ?? []);
    const warnings = [
      ...(unknown.length > 0
        ? [`合作方式中的${quote(unknown.join('；'))}不在词表内，未采用；请改填“转让”“普通许可”“作价入股”“合作开发”等`]
        : []),
      ...ambiguous.map((term) => `合作方式${quote(term)}有多种理解，已按全部可能读取；请写明“独占许可”或“排他许可”`),
    ];
    const value = unique(found.flatMap((part) => part.codes));
    return warnings.length === 0 ? { value } : { value, warning: warnings.join('；') };
  };
}
