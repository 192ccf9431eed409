import type { FileKind } from '../domain.js';
import { cleanText, foldKey } from './normalise/index.js';
import { isDecoyHeader, isIgnoredHeader, synonymsOf } from './synonyms.js';

export interface HeaderMatch {
  /** Field name, 'extra' or 'ignore'. */
  field: string;
  confidence: number;
  /** Place among the field's synonyms: of two equal matches the lower wins. */
  rank: number;
}

/** A header as it is shown and keyed: one line, without spaces between Chinese characters. */
export function showHeader(text: string): string {
  return cleanText(text)
    .replace(/\s+/g, ' ')
    .replace(/(?<=[\u2e80-\u9fff（）：、]) | (?=[\u2e80-\u9fff（）：、])/g, '');
}

/** Longer texts are no headers, and would make work for the patterns below. */
const LONGEST = 200;
const BRACKETS = /[（(【[〔「][^（）()【】[\]〔〕「」]*[）)】\]〕」]/g;
const NUMBERING = /^\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*[.、．]\s*/;
const ADVICE =
  /必填项?|选填|可多选|多选|单选|下拉选择|请填写|请选择|如有|如无|填写|限\d+字(以?内)?|不超过\d+字|\d+字(以内|左右)|(?<=\s)单位[:：].*|[*★☆※●▲]/g;
/** 企业基本信息 / 名称 reads 企业名称. */
const PARENT_FILLER = /基本|信息|情况|方式|资料|概况|相关/g;

/**
 * The field that a header names, best first by how it is found: equal to a synonym (1), equal in part or with its
 * parent (0.9), a known decoy, then containment and likeness of wording, which a person should confirm.
 * @param parts the header; for a header of two rows the parent, then the child
 * @returns null when nothing is like it
 */
export function matchHeader(parts: readonly string[], kind: FileKind): HeaderMatch | null {
  if (parts.some((part) => part.length > LONGEST)) return null;
  const variants = variantsOf(parts);
  const whole = variants[0]?.key ?? '';
  if (whole === '' || isIgnoredHeader(variants[1]?.key ?? whole)) {
    return whole === '' ? null : { field: 'ignore', confidence: 1, rank: 0 };
  }
  const exact = bestExact(variants, kind);
  if (exact && exact.confidence >= 0.9) return exact;
  if (isDecoyHeader(variants[1]?.key ?? whole)) return { field: 'extra', confidence: 1, rank: 0 };
  return exact ?? closest(variants[1]?.key ?? whole, kind);
}

/** The same, of headers that are equal to a synonym in whole or but for star, unit and advice: certain and quick. */
export function isNamed(parts: readonly string[], kind: FileKind): boolean {
  return (bestExact(variantsOf(parts), kind)?.confidence ?? 0) >= 0.95;
}

interface Variant {
  key: string;
  confidence: number;
}

function variantsOf(parts: readonly string[]): Variant[] {
  const child = parts.at(-1) ?? '';
  const parent = parts.length > 1 ? parts[0]! : '';
  const variants: Variant[] = [];
  const add = (text: string, confidence: number) => {
    const key = foldKey(text);
    if (key !== '') variants.push({ key, confidence });
  };
  if (parent === '') {
    add(child, 1);
    add(bare(child), 1);
  } else {
    add(parent + child, 1);
    add(bare(parent) + bare(child), 1);
    add(bare(parent).replace(PARENT_FILLER, '') + bare(child), 0.98);
    add(bare(child), 0.95);
  }
  for (const [bracketed] of child.matchAll(BRACKETS)) add(bracketed.slice(1, -1), 0.85);
  for (const piece of bare(child).split(/[/／、,，]|或者?|以?及|和|与/)) add(piece, 0.9);
  return variants;
}

function bare(header: string): string {
  const stripped = header.replace(BRACKETS, '').replace(ADVICE, '').replace(NUMBERING, '');
  return stripped.trim() === '' ? header : stripped;
}

function bestExact(variants: readonly Variant[], kind: FileKind): HeaderMatch | null {
  const synonyms = synonymsOf(kind);
  let best: HeaderMatch | null = null;
  for (const { key, confidence } of variants) {
    const hit = synonyms.get(key);
    if (hit && (!best || confidence > best.confidence)) best = { ...hit, confidence };
  }
  return best;
}

/** A header that ends with a known one means it (其所属技术领域); one that only begins or goes on with it may not. */
function closest(key: string, kind: FileKind): HeaderMatch | null {
  let best: HeaderMatch | null = null;
  if (key.length < 2 || key.length > 30) return null;
  const pairs = new Set(pairsOf(key));
  for (const [synonym, { field, rank }] of synonymsOf(kind)) {
    const confidence = likeness(key, pairs, synonym);
    if (confidence >= 0.6 && (!best || confidence > best.confidence)) best = { field, rank, confidence };
  }
  return best;
}

function likeness(key: string, pairs: ReadonlySet<string>, synonym: string): number {
  const ratio = Math.min(key.length, synonym.length) / Math.max(key.length, synonym.length);
  if (synonym.length >= 3 || ratio >= 0.5) {
    if (key.endsWith(synonym)) return round(0.62 + 0.2 * ratio);
    if (key.startsWith(synonym) && synonym.length >= 3) return round(0.5 + 0.28 * ratio);
  }
  if (key.length >= 3 && synonym.endsWith(key)) return round(0.6 + 0.18 * ratio);
  if (synonym.length >= 4 && key.includes(synonym)) return round(0.5 + 0.25 * ratio);
  return synonym.length >= 4 && key.length >= 4 ? round(0.75 * sharedPairs(key, pairs, synonym)) : 0;
}

/** Pairs of every synonym: a wide sheet compares thousands of headers with each of them. */
const SYNONYM_PAIRS = new Map<string, string[]>();

/** Dice coefficient over pairs of neighbouring characters. */
function sharedPairs(key: string, pairs: ReadonlySet<string>, synonym: string): number {
  const others = SYNONYM_PAIRS.get(synonym) ?? pairsOf(synonym);
  SYNONYM_PAIRS.set(synonym, others);
  return (2 * others.filter((pair) => pairs.has(pair)).length) / (key.length + synonym.length - 2);
}

function pairsOf(text: string): string[] {
  return Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
