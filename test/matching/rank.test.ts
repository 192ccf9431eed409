import { findable } from '../../src/matching/rank.js';

describe('what titles are scaled among', () => {
  const candidate = (itemId: string, dense: number | null, lexical: number) => ({
    itemId,
    dense,
    title: dense,
    lexical,
  });

  it('is what a search for the best of each list finds, however many are scored', () => {
    const all = [
      candidate('near', 0.9, 0),
      candidate('both', 0.8, 7),
      candidate('worded', 0.2, 9),
      candidate('far', 0.3, 1),
      candidate('unread', null, 3),
      candidate('neither', 0.1, 0),
    ];
    const found = findable(all, 2).map(({ itemId }) => itemId);
    expect(found).toEqual(['near', 'both', 'worded']);
    expect(findable(all.slice(0, 3), 2)).toHaveLength(3);
  });

  it('leaves out of the words who shares none, and of the nearest who has no vector', () => {
    const all = [candidate('near', 0.9, 0), candidate('unread', null, 3), candidate('bare', null, 0)];
    expect(findable(all, 5).map(({ itemId }) => itemId)).toEqual(['near', 'unread']);
  });
});
