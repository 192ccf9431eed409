-- Scores mean something else for short texts (`levelOf`): stored matches are made anew.
INSERT INTO "outbox" ("id", "work", "subject_kind", "subject_id")
SELECT gen_random_uuid(), 'rematch', 'need', "id" FROM "needs" WHERE "status" = 'published'
ON CONFLICT DO NOTHING;
