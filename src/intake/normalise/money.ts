import type { CellContext } from '../types.js';

export type MoneyUnit = NonNullable<CellContext['moneyUnit']>;

const HEADER_UNITS: readonly (readonly [RegExp, MoneyUnit])[] = [
  [/亿元?/u, '亿元'],
  [/万元?/u, '万元'],
  [/千元/u, '千元'],
  [/元/u, '元'],
];

/** Unit of money that a header states in brackets, after a slash or after 单位: `预算金额（万元）`; undefined when none. */
export function moneyUnitOf(header: string): MoneyUnit | undefined {
  const compact = header.normalize('NFKC').replace(/\s|人民币|rmb|cny/giu, '');
  const stated =
    /(?:[([【/:,]|单位)[^()[\]【】/]{0,4}?(亿元?|万元?|千元|元)(?=$|[)\]】/,;*])|(亿元|万元|千元|元)\**$/u.exec(
      compact,
    );
  const unit = stated?.[1] ?? stated?.[2];
  return unit === undefined ? undefined : HEADER_UNITS.find(([pattern]) => pattern.test(unit))?.[1];
}
