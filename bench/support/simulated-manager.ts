export function learnWithinNeeds(_: unknown): unknown {
  return null;
}
export function learnAcrossNeeds(_: unknown): unknown {
  return null;
}
