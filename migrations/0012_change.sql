ALTER TABLE "kept_rankings" ADD COLUMN "grounds" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
-- The next matching of each need keeps them.
INSERT INTO "outbox" ("id", "work", "subject_kind", "subject_id")
SELECT gen_random_uuid(), 'rematch', 'need', "id" FROM "needs" WHERE "status" = 'published'
ON CONFLICT DO NOTHING;
