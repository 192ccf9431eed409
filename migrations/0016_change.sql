-- Indicators are read and paired otherwise than when these were kept: the next matching of each need keeps new ones.
INSERT INTO "outbox" ("id", "work", "subject_kind", "subject_id")
SELECT gen_random_uuid(), 'rematch', 'need', "id" FROM "needs" WHERE "status" = 'published'
ON CONFLICT DO NOTHING;
