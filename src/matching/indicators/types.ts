/**
 * Technical indicators (技术指标): quantities that a text states, as far as they can be compared with one another.
 */

/** `range` has min and max; `~` is 约 and 左右. */
export type Operator = '>=' | '<=' | '=' | '>' | '<' | 'range' | '~';

/** A quantity in the base unit of its dimension, as the interval that the text allows; an open end is null. */
export interface Canonical {
  /** Such as `length` or, for dimensions without a name here, the unit itself (`kg·m^-1`). */
  dimension: string;
  /** SI base units, 元, bit, or the counted noun. Temperatures are in ℃, shares in 1. */
  unit: string;
  /** What `value` was multiplied with; 1 for temperatures, which shift instead. */
  factor: number;
  min: number | null;
  max: number | null;
}

export interface Indicator {
  /** The quantity's noun phrase, e.g. 检测精度; null when none stands beside the number. */
  name: string | null;
  /** The name with what it is counted for (每小时处理 of 处理, in t/h), as it stands in the text where it does. */
  writtenName: string | null;
  operator: Operator;
  /** The number with 万 and 亿 multiplied in; null for a range. */
  value: number | null;
  /** Ends of a range, else null. */
  min: number | null;
  max: number | null;
  /** As written, without 万 and 亿; null for a plain number or a fraction. 百分之五 has the unit `%`. */
  unit: string | null;
  /** Null when the unit is unknown or ambiguous. */
  canonical: Canonical | null;
  /** A quantity right before the name that it holds under: of −20 ℃容量保持率 80 % the −20 ℃; null when there is none. */
  under: Canonical | null;
  /** The number is a difference to what was before: 提高 20%, 降低 5 dB. */
  change: 'increase' | 'decrease' | null;
  /** Half width of ±; `±0.5` alone is the range −0.5…0.5 with this tolerance. */
  tolerance: number | null;
  /** Where the words of change before it begin; null when there are none. */
  changeStart: number | null;
  /** UTF-16 span of number, unit and operator in the text. */
  start: number;
  end: number;
}

/** What an offer says to a wanted indicator. `not-stated` also when it is not sure that both mean the same quantity. */
export interface IndicatorVerdict {
  wanted: Indicator;
  /** The indicator that decided; null when not stated. */
  offered: Indicator | null;
  verdict: 'met' | 'missed' | 'not-stated';
}
