/** Reads units out of a text, with their composition: `mg/L`, `W/(m·K)`, `mg·L⁻¹`, `元/吨`, `mg/100g`. */
import { ATOMS, STROKE_ATOMS, type Atom, type Dimensions, type UnitValue } from './unit-table.js';

export type { UnitValue } from './unit-table.js';

export interface ParsedUnit extends UnitValue {
  /** As written. */
  text: string;
  end: number;
  /** A bare counted noun (3 个, 5 家): a quantity only where an operator or 万 says so. */
  weak: boolean;
}

const LONGEST = Math.max(...[...ATOMS.keys()].map((name) => name.length));
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** One-character units that begin another word here: 天线, 升级, 元件, 次谐波. */
const WORDS: Readonly<Record<string, RegExp>> = {
  天: /^[线然地]/u,
  升: /^[级高降温华至到]/u,
  元: /^[素件器]/u,
  次: /^(?:方|级|数|序|谐|日|要|生|氯)/u,
  路: /^[径线由面]/u,
  转: /^[化换变移让]/u,
  目: /^[标前录的]/u,
  周: /^[边期围岁]/u,
  年: /^[级代度龄轻来前后]/u,
  牛: /^[奶肉血]/u,
  欧: /^[洲盟美]/u,
  瓦: /^[斯片]/u,
  焦: /^[点炭虑]/u,
  米: /^[粉饭]/u,
  克: /^[隆服]/u,
  安: /^[全装]/u,
  倍: /^体/u,
  成: /^[本果功立分员型像品为熟份都长就绩套]/u,
  立方: /^体/u,
  平方: /^[根差]/u,
};

/**
 * The unit that begins at `at`, as long as it can be read; null when there is none. `text` must be half-width
 * (`foldWidth`). A Latin unit must end where its word ends: `5Vista` has none.
 */
export function parseUnit(text: string, at: number): ParsedUnit | null {
  const first = parseFactor(text, at, false, false);
  if (first === null) return null;
  const dimensions: Record<string, number> = {};
  let { factor, end } = first;
  let weak = first.atom.weak ?? false;
  let simple = first.power === 1;
  add(dimensions, first.atom.dimensions, first.power);
  // W/m·K means W/(m·K): behind a stroke everything divides.
  for (let dividing = false; ;) {
    const joint = /^(?:\s?\/\s?|每|[·•⋅*])/u.exec(text.slice(end, end + 3))?.[0];
    if (joint === undefined) break;
    dividing ||= /[/每]/u.test(joint);
    const bracket = text[end + joint.length] === '(' ? 1 : 0;
    const next = parseFactor(text, end + joint.length + bracket, dividing, joint === '·' || joint === '⋅');
    if (next === null) break;
    const sign = dividing ? -1 : 1;
    factor *= next.factor ** sign;
    add(dimensions, next.atom.dimensions, sign * next.power);
    end = next.end;
    if (text[end] === ')' && /\([^)]*$/u.test(text.slice(at, end))) end += 1;
    weak = false;
    simple = false;
  }
  const shift = simple ? first.atom.shift : undefined;
  const unit = { text: text.slice(at, end), end, factor, dimensions, weak };
  return shift === undefined ? unit : { ...unit, shift };
}

function parseFactor(
  text: string,
  at: number,
  dividing: boolean,
  multiplied: boolean,
): { atom: Atom; factor: number; power: number; end: number } | null {
  // mg/100g: a number behind the stroke belongs to the unit.
  const count = dividing ? (/^\d+/u.exec(text.slice(at, at + 4))?.[0] ?? '') : '';
  const cubic = /^(?:平方|立方)(?=[千毫厘微分]?米|公里)/u.exec(text.slice(at, at + 5))?.[0] ?? '';
  const from = at + count.length + cubic.length;
  for (let length = Math.min(LONGEST, text.length - from); length > 0; length--) {
    const name = text.slice(from, from + length);
    const atom = (dividing ? STROKE_ATOMS.get(name) : undefined) ?? ATOMS.get(name);
    if (atom === undefined) continue;
    if (WORDS[name]?.test(text.slice(from + length))) continue;
    const exponent = readExponent(text, from + length, name, multiplied);
    const end = from + length + exponent.length;
    if (/[A-Za-zΩ]$/u.test(name) && exponent.length === 0 && /[A-Za-z\d]/u.test(text[end] ?? '')) continue;
    const power = exponent.power * (cubic === '平方' ? 2 : cubic === '立方' ? 3 : 1);
    const scale = count === '' ? 1 : Number(count);
    return { atom, factor: (atom.factor * scale) ** power, power, end };
  }
  return null;
}

/** `²`, `^3`, `⁻¹`, the plain `2` of `cm2`, and `-1` where a dot has shown that the unit is a product (`mg·L-1`). */
function readExponent(text: string, at: number, name: string, multiplied: boolean): { power: number; length: number } {
  const rest = text.slice(at, at + 5);
  const raised = /^(⁻?)([⁰¹²³⁴⁵⁶⁷⁸⁹])/u.exec(rest);
  if (raised !== null) {
    return { power: (raised[1] === '' ? 1 : -1) * SUPERSCRIPTS.indexOf(raised[2]!), length: raised[0].length };
  }
  const caret = /^\^\(?(-?\d)\)?/u.exec(rest);
  if (caret !== null) return { power: Number(caret[1]), length: caret[0].length };
  const plain = /^[A-Za-zμ]*m$/u.test(name) ? /^[23](?![\d.])/u.exec(rest) : null;
  if (plain !== null) return { power: Number(plain[0]), length: 1 };
  const negative = multiplied || name === 'cm' ? /^-[123](?![\d.])/u.exec(rest) : null;
  return negative === null ? { power: 1, length: 0 } : { power: Number(negative[0]), length: 2 };
}

function add(total: Record<string, number>, dimensions: Dimensions, times: number): void {
  for (const [base, power] of Object.entries(dimensions)) total[base] = (total[base] ?? 0) + power * times;
}

const ANGLES = /角|倾|坡|旋转|视场|俯仰|偏航|方位|转动|弯曲/u;
const ENERGY_WORDS = /电|能耗/u;

/** 度 is a kilowatt hour, a degree of angle or of temperature, as the words around it say; else of no known dimension. */
export function degreeUnit(text: string, at: number, before: string): ParsedUnit | null {
  if (text[at] !== '度') return null;
  const known = (name: string, end: number): ParsedUnit => ({
    ...ATOMS.get(name)!,
    text: text.slice(at, end),
    end,
    weak: false,
  });
  const electric = text[at + 1] === '电';
  if (electric || ENERGY_WORDS.test(before)) {
    const end = at + (electric ? 2 : 1);
    // 度/吨, 度电/方
    const whole = parseUnit(`kWh${text.slice(end, end + 12)}`, 0)!;
    const wholeEnd = end + whole.end - 'kWh'.length;
    return { ...whole, text: text.slice(at, wholeEnd), end: wholeEnd };
  }
  if (/温/u.test(before)) return known('℃', at + 1);
  if (ANGLES.test(before)) return known('°', at + 1);
  return { text: '度', end: at + 1, weak: false, factor: Number.NaN, dimensions: {} };
}
