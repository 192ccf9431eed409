import { createHash } from 'node:crypto';
import type { ItemKind } from '../domain.js';
import type { TextRole } from '../embedding/types.js';
import type { AchievementRow, NeedRow } from '../store/schema.js';

/** The texts of an item that matching reads, by the name of their field. */
export type AchievementTexts = Pick<
  AchievementRow,
  'title' | 'field' | 'keywords' | 'summary' | 'innovation' | 'indicators' | 'prospects'
>;
export type NeedTexts = Pick<NeedRow, 'title' | 'field' | 'keywords' | 'description' | 'indicators' | 'foundation'>;
export type ItemTexts<K extends ItemKind = ItemKind> = K extends 'achievement' ? AchievementTexts : NeedTexts;

/** One text of an item that gets a vector of its own. */
export interface View {
  view: string;
  role: TextRole;
  text: string;
}

/** The texts of an item that are embedded. The first is the one that candidates are searched by. */
export function itemViews<K extends ItemKind>(kind: K, item: ItemTexts<K>): View[] {
  return [{ view: 'full', role: kind === 'need' ? 'query' : 'passage', text: textParts(kind, item).join('。') }];
}

/** The item's texts in reading order, without what is absent. */
export function textParts<K extends ItemKind>(kind: K, item: ItemTexts<K>): string[] {
  const parts = kind === 'achievement' ? achievementParts(item as AchievementTexts) : needParts(item as NeedTexts);
  return parts.filter((part): part is string => part !== null && part !== '');
}

function achievementParts(item: AchievementTexts): (string | null)[] {
  return [item.title, item.keywords.join('、'), item.summary, item.innovation, item.indicators, item.field.join('、')];
}

function needParts(item: NeedTexts): (string | null)[] {
  return [item.title, item.description, item.indicators, item.keywords.join('、'), item.field.join('、')];
}

/** SHA-256 (hex) over the texts that vectors and term vectors are made from: another hash means that they are stale. */
export function textHashOf<K extends ItemKind>(kind: K, item: ItemTexts<K>): string {
  return createHash('sha256')
    .update(JSON.stringify([kind, ...textParts(kind, item)]))
    .digest('hex');
}
