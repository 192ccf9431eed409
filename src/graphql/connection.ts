/**
 * Relay connections over lists. A cursor holds the last item's id, so an item that is added or withdrawn between two
 * pages neither repeats nor hides another. Ranked answers have cursors of their own, made by matching.
 */
import { validate as isUuid } from 'uuid';
import { AppError } from '../errors.js';

const MAX_PAGE = 100;
const CURSOR_PREFIX = 'id:';

/** What every paged field takes. `first` may be sent as null, which means the default. */
export interface PageArguments {
  first?: number | null;
  after?: string | null;
}

export interface Connection<T> {
  edges: { cursor: string; node: T }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

/** @throws AppError INVALID_ARGUMENT outside of 1–100 */
export function pageSize(first: number | null | undefined, byDefault = 20): number {
  const size = first ?? byDefault;
  if (size >= 1 && size <= MAX_PAGE) return size;
  throw new AppError('INVALID_ARGUMENT', `first 应为 1 到 ${MAX_PAGE} 的整数，收到的是 ${size}。`, {
    details: { argument: 'first' },
  });
}

/**
 * Id of the last item of the page before, or null for the first page.
 * @throws AppError INVALID_ARGUMENT for a cursor that is none of ours
 */
export function afterId(after: string | null | undefined): string | null {
  if (after == null) return null;
  const text = Buffer.from(after, 'base64url').toString();
  const id = text.slice(CURSOR_PREFIX.length);
  if (text.startsWith(CURSOR_PREFIX) && isUuid(id)) return id;
  throw new AppError(
    'INVALID_ARGUMENT',
    'after 不是这个列表给出的游标：请原样传回上一页的 pageInfo.endCursor，或去掉 after 从头开始。',
    { details: { argument: 'after' } },
  );
}

/**
 * One page of a list.
 * @param read reads rows that come after an id, in the list's order, up to a limit
 */
export async function pageOf<T extends { id: string }>(
  page: PageArguments,
  read: (limit: number, after: string | null) => Promise<T[]>,
): Promise<Connection<T>> {
  const size = pageSize(page.first);
  // One more than asked for tells whether there is a next page.
  const rows = await read(size + 1, afterId(page.after));
  const edges = rows.slice(0, size).map((node) => ({
    cursor: Buffer.from(CURSOR_PREFIX + node.id).toString('base64url'),
    node,
  }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > size,
      // Relay allows saying only what is cheap to know: something came before whoever was given a cursor.
      hasPreviousPage: page.after != null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
