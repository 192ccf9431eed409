import type { ItemValues, ListKind, Maturity, Money } from '../../domain.js';
import type { Taxonomy } from '../../taxonomy.js';
import { createNormaliser } from '../normalise/index.js';
import type { FieldColumn } from './columns.js';

/** Tried in turn: an entry may hold any of these itself. */
const SEPARATORS = ['；', '\n', '、'];

/** @returns what to write into the cell of a field, such that the importer reads the value again */
export function cellRenderer(kind: ListKind, taxonomy: Taxonomy) {
  const normaliser = createNormaliser(taxonomy);
  const modeNames = new Map(taxonomy.cooperationModes.map(({ code, name }) => [code, name]));

  function listText(field: string, values: readonly string[]): string {
    const shown = field === 'cooperationModes' ? values.map((code) => modeNames.get(code) ?? code) : values;
    if (shown.length === 0) return '';
    const texts = SEPARATORS.map((separator) => shown.join(separator));
    const isRead = (text: string) =>
      sameList(normaliser.read(kind, field, { text }, { header: '' }).value as string[], values);
    return texts.find(isRead) ?? texts[0]!;
  }

  return ({ field, shape }: FieldColumn, values: ItemValues): string | number | null => {
    const value = (values as unknown as Record<string, unknown>)[field];
    if (value === null || value === undefined) return null;
    switch (shape) {
      case 'list':
        return listText(field, value as string[]);
      case 'money':
        return moneyText(value as Money);
      case 'maturity':
        return maturityText(value as Maturity);
      case 'flag':
        return value === true ? '是' : '否';
      default:
        return value as string;
    }
  };
}

/** In 万元, as the header says. */
function moneyText({ kind, min, max }: Money): string | number {
  if (kind === 'negotiable') return '面议';
  // A bare 0 is read as a mistake.
  if (kind === 'fixed') return min === 0 ? '免费' : min!;
  if (min === null) return `≤${max}`;
  return max === null ? `≥${min}` : `${min}-${max}`;
}

function maturityText({ min, max }: Maturity): string {
  return min === max ? `TRL ${min}` : `TRL ${min}-${max}`;
}

function sameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((entry, at) => entry === right[at]);
}
