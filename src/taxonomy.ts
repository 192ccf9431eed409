import { readFileSync } from 'node:fs';
import { projectPath } from './paths.js';

/** Industries, parks, pairings and synonyms: data with a source per entry (`data/taxonomy.json`), never code. */
export interface IndustryEntry {
  code: string;
  name: string;
  levels: string[];
  aliases: string[];
  directions: string[];
  related?: string[];
  source: string[];
  inferred?: boolean;
}
export interface ParkEntry {
  code: string;
  name: string;
  aliases: string[];
  city: string | null;
  district: string | null;
  kind: string;
  leadingIndustries: string[];
  pairedUniversities: string[];
  pairingEvidence: { university: string; basis: string; source: string }[];
  source: string[];
}
export interface UniversityEntry {
  name: string;
  aliases: string[];
  kind: string;
  industries: string[];
  source: string[];
}
export interface MaturityEntry {
  term: string;
  /** Lowest and highest TRL. */
  trl: [number, number];
  stage: string;
}
export interface CooperationModeEntry {
  code: string;
  name: string;
  aliases: string[];
  /** A general mode stands for these, e.g. 许可使用 for every kind of licence. */
  expandsTo?: string[];
}
export interface AmbiguousTerm {
  term: string;
  candidates: string[];
}
export interface Taxonomy {
  version: string;
  levels: Record<string, { label: string }>;
  industries: IndustryEntry[];
  parks: ParkEntry[];
  universities: UniversityEntry[];
  maturity: MaturityEntry[];
  cooperationModes: CooperationModeEntry[];
  facilityTypes: string[];
  facilityAliases: Record<string, string[]>;
  disciplineToIndustry: Record<string, string[]>;
  disciplineAliases: Record<string, string>;
  ambiguousTerms: Record<'industries' | 'parks' | 'universities' | 'cooperationModes', AmbiguousTerm[]>;
  genericDirections: string[];
}

/** The taxonomy that ships with the project. The store is seeded from it and may then be edited. */
export function readTaxonomyFile(path = projectPath('data', 'taxonomy.json')): Taxonomy {
  return JSON.parse(readFileSync(path, 'utf8')) as Taxonomy;
}
