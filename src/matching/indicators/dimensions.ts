import type { Dimensions } from './unit-table.js';

/** Names of the dimensions that indicators have most often, by their canonical unit. */
const NAMES: Readonly<Record<string, string>> = {
  '1': 'ratio',
  m: 'length',
  'm^2': 'area',
  'm^3': 'volume',
  kg: 'mass',
  s: 'time',
  's^-1': 'frequency',
  A: 'current',
  '℃': 'temperature',
  'kg·m^2·s^-3': 'power',
  'kg·m^2·s^-2': 'energy',
  'kg·m^-1·s^-2': 'pressure',
  'kg·m·s^-2': 'force',
  'A^-1·kg·m^2·s^-3': 'voltage',
  'A^-2·kg·m^2·s^-3': 'resistance',
  'kg·m^-3': 'concentration',
  'm·s^-1': 'speed',
  'm^3·s^-1': 'flow',
  'kg·s^-1': 'mass-flow',
  'm^2·s^-2': 'specific-energy',
  'bit·s^-1': 'data-rate',
  bit: 'data',
  rad: 'angle',
  元: 'money',
  'kg^-1·元': 'price-by-mass',
};

/** `kg·m^-3`: bases in code-point order, so that equal dimensions have equal texts; `1` for a ratio. */
export function canonicalUnit(dimensions: Dimensions): string {
  const parts = Object.entries(dimensions)
    .filter(([, power]) => power !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([base, power]) => (power === 1 ? base : `${base}^${power}`));
  return parts.length === 0 ? '1' : parts.join('·');
}

export function dimensionName(unit: string): string {
  return NAMES[unit] ?? unit;
}
