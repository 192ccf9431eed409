import { parse } from 'graphql';
import { queryCost } from '../../src/graphql/cost.js';
import { createSchema } from '../../src/graphql/schema.js';

describe('the cost of a query', () => {
  const schema = createSchema();
  const cost = (query: string, variables = {}) => queryCost(schema, parse(query), variables);

  it('counts objects, and a page as often as it may have items', () => {
    expect(cost('{ service { backlog } }')).toBe(1);
    // The page itself, and per item an edge, a node and an owner.
    expect(cost('{ needs(first: 10) { edges { node { title organization { name } } } } }')).toBe(1 + 10 * 3);
    expect(cost('{ needs { edges { cursor } } }')).toBe(1 + 20);
  });

  it('takes the size from the variables, else from their default, else from the schema', () => {
    const query = 'query ($n: Int = 7) { needs(first: $n) { edges { cursor } } }';
    expect(cost(query, { n: 50 })).toBe(51);
    expect(cost(query)).toBe(8);
    expect(cost(query, { n: null })).toBe(21);
  });

  it('multiplies along the nesting and adds a ranking each', () => {
    const ranking = (n: number) => `matches(first: ${n}) { edges { node { score } } }`;
    expect(cost(`{ needs(first: 10) { edges { node { ${ranking(5)} } } } }`)).toBe(1 + 10 * (2 + 40 + 5 * 2));
  });

  it('counts each alias, and each use of a fragment', () => {
    expect(cost('{ a: service { backlog } b: service { backlog } }')).toBe(2);
    expect(cost('{ a: parks { ...p } b: parks { ...p } } fragment p on Park { leadingIndustries { code } }')).toBe(
      2 * (1 + 5),
    );
  });

  it('does not take exponential time over fragments that spread each other', () => {
    const fragments = Array.from(
      { length: 40 },
      (_, i) =>
        `fragment f${i} on Park { a: pairedOrganizations { park { ...f${i + 1} } } b: pairedOrganizations { park { ...f${i + 1} } } }`,
    );
    const query = `{ parks { ...f0 } } ${fragments.join(' ')} fragment f40 on Park { code }`;
    expect(cost(query)).toBeGreaterThan(5_000);
  });

  it('charges a write, also one that returns a number', () => {
    expect(cost('mutation { redriveWork(ids: []) }')).toBe(50);
  });
});
