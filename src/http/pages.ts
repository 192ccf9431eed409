import type { Connection } from '../graphql/connection.js';

export interface PageView<V> {
  items: V[];
  pageInfo: Connection<unknown>['pageInfo'];
}

/** A page as this door shows it: the items themselves, and the cursors of its two ends. */
export async function pageView<T, V>(
  { edges, pageInfo }: Connection<T>,
  views: (rows: T[]) => V[] | Promise<V[]>,
): Promise<PageView<V>> {
  return { items: await views(edges.map((edge) => edge.node)), pageInfo };
}
