-- Fainter pairs of sentences may be evidence (`tellingPairs`): what is kept of pairs is found anew.
INSERT INTO "outbox" ("id", "work", "subject_kind", "subject_id")
SELECT gen_random_uuid(), 'rematch', 'need', "id" FROM "needs" WHERE "status" = 'published'
ON CONFLICT DO NOTHING;
