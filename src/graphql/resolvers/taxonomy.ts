import type { CooperationModeEntry, IndustryEntry, ParkEntry, Taxonomy } from '../../taxonomy.js';
import type { IndustryResolvers, ParkResolvers, QueryResolvers } from '../generated.js';

export const taxonomyQueries: QueryResolvers = {
  industries: (_root, _args, { deps }) => deps.taxonomy.industries,
  parks: (_root, _args, { deps }) => deps.taxonomy.parks,
  cooperationModes: (_root, _args, { deps }) => deps.taxonomy.cooperationModes,
};

export const Industry: IndustryResolvers = {
  inferred: ({ inferred }) => inferred ?? false,
};

export const Park: ParkResolvers = {
  leadingIndustries: ({ leadingIndustries }, _args, { deps }) => industriesWithCodes(deps.taxonomy, leadingIndustries),
  pairedOrganizations: ({ code }, _args, { loaders }) => loaders.paired.load(code),
};

/** A code that an edit of the taxonomy has removed is left out. */
export function industriesWithCodes(taxonomy: Taxonomy, codes: readonly string[]): IndustryEntry[] {
  return codes.flatMap((code) => taxonomy.industries.find((entry) => entry.code === code) ?? []);
}

export function modesWithCodes(taxonomy: Taxonomy, codes: readonly string[]): CooperationModeEntry[] {
  return codes.flatMap((code) => taxonomy.cooperationModes.find((entry) => entry.code === code) ?? []);
}

export function parkWithCode(taxonomy: Taxonomy, code: string | null): ParkEntry | null {
  return taxonomy.parks.find((entry) => entry.code === code) ?? null;
}
