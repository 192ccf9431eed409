import { AppError } from '../errors.js';

/** Cursor of a place in a ranking: any process may be asked for the next page and has to make it anew, so it is the rank. */
export function cursorOf(rank: number): string {
  return Buffer.from(`rank:${rank}`).toString('base64url');
}

/** @throws AppError INVALID_ARGUMENT for what `cursorOf` did not make */
export function rankOf(cursor: string): number {
  const rank = /^rank:([1-9]\d{0,5})$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  if (rank === undefined) throw new AppError('INVALID_ARGUMENT', `游标无效：${cursor}。请使用上一页返回的 endCursor。`);
  return Number(rank);
}
