import { eq } from 'drizzle-orm';
import { organizations, pairings, parks, taxonomyEntries } from '../../src/store/schema.js';
import { seedTaxonomy } from '../../src/store/seed.js';
import { loadTaxonomy } from '../../src/store/taxonomy.js';
import { readTaxonomyFile } from '../../src/taxonomy.js';
import type { Store } from '../../src/store/open.js';
import { openTestStore } from '../support/database.js';

describe('the taxonomy in the store', () => {
  const file = readTaxonomyFile();
  let store: Store;
  beforeAll(async () => {
    store = await openTestStore();
  });
  afterAll(() => store.close());

  it('reads back as the file says it', async () => {
    const loaded = await loadTaxonomy(store.db);
    const { parks: loadedParks, ...rest } = loaded;
    for (const [key, value] of Object.entries(rest)) {
      // The file need not say `inferred: false`.
      const industries = file.industries.map((entry) => ({ inferred: false, ...entry }));
      expect([key, value]).toEqual([key, { ...file, industries }[key]]);
    }
    const byCode = [...file.parks].sort((a, b) => (a.code < b.code ? -1 : 1));
    expect(loadedParks.map((park) => park.code)).toEqual(byCode.map((park) => park.code));
    for (const [index, park] of byCode.entries()) {
      const { pairedUniversities, pairingEvidence, ...plain } = loadedParks[index]!;
      expect(park).toMatchObject(plain);
      expect(pairedUniversities.sort()).toEqual([...park.pairedUniversities].sort());
      expect(pairingEvidence).toHaveLength(park.pairingEvidence.length);
    }
  });

  it('keeps what was edited by hand through a restart and through a new version, and adds what the new version adds', async () => {
    await store.db.update(taxonomyEntries).set({ name: 'edited' }).where(eq(taxonomyEntries.code, 'NJ-AI'));
    await store.db.update(parks).set({ district: 'edited' }).where(eq(parks.code, 'JY-HT'));
    const added = { ...file.industries[0]!, code: 'XX-NEW', name: '新产业' };

    await seedTaxonomy(store.db, file);
    await seedTaxonomy(store.db, { ...file, version: '2099-01', industries: [...file.industries, added] });

    const loaded = await loadTaxonomy(store.db);
    expect(loaded.version).toBe('2099-01');
    expect(loaded.industries.find((entry) => entry.code === 'NJ-AI')?.name).toBe('edited');
    expect(loaded.industries.find((entry) => entry.code === 'XX-NEW')?.name).toBe('新产业');
    expect(loaded.parks.find((park) => park.code === 'JY-HT')?.district).toBe('edited');
  });

  it('does not bring back on a restart what was deleted', async () => {
    await store.db.delete(taxonomyEntries).where(eq(taxonomyEntries.code, 'XX-NEW'));
    const seeded = (await loadTaxonomy(store.db)).version;
    await seedTaxonomy(store.db, { ...file, version: seeded });
    expect((await loadTaxonomy(store.db)).industries.some((entry) => entry.code === 'XX-NEW')).toBe(false);
  });

  it('makes every university an organisation, paired with its parks', async () => {
    const universities = await store.db.select().from(organizations);
    expect(universities.map((row) => row.name)).toEqual(
      expect.arrayContaining(file.universities.map((entry) => entry.name)),
    );
    const paired = await store.db.select().from(pairings);
    expect(paired).toHaveLength(file.parks.flatMap((park) => park.pairingEvidence).length);
  });
});
