import { validate, version } from 'uuid';
import { newIds } from '../../src/store/ids.js';

describe('newIds', () => {
  it('makes distinct UUIDs of version 7, ascending, with the time of now', () => {
    const before = Date.now();
    const ids = newIds(5000);
    expect(ids).toHaveLength(5000);
    expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
    expect(new Set(ids).size).toBe(5000);
    expect(ids).toEqual([...ids].sort());
    const milliseconds = Number.parseInt(ids[0]!.slice(0, 13).replace('-', ''), 16);
    expect(milliseconds).toBeGreaterThanOrEqual(before);
    expect(milliseconds).toBeLessThanOrEqual(Date.now());
  });

  it('shares nothing between ids but their time and place', () => {
    const ends = newIds(1000).map((id) => id.slice(-11));
    expect(new Set(ends).size).toBe(1000);
  });

  it('makes none when none are asked for', () => {
    expect(newIds(0)).toEqual([]);
  });
});
