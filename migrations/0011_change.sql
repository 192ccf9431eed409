CREATE TABLE "kept_rankings" (
	"need_id" uuid PRIMARY KEY NOT NULL,
	"basis" text NOT NULL,
	"readings" "bytea" NOT NULL,
	"seq" bigint NOT NULL,
	"scales" jsonb NOT NULL,
	"hidden" uuid[] NOT NULL
);
--> statement-breakpoint
ALTER TABLE "kept_rankings" ADD CONSTRAINT "kept_rankings_need_id_needs_id_fk" FOREIGN KEY ("need_id") REFERENCES "public"."needs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- What is searched with from now on is kept by the next matching of each need.
INSERT INTO "outbox" ("id", "work", "subject_kind", "subject_id")
SELECT gen_random_uuid(), 'rematch', 'need', "id" FROM "needs" WHERE "status" = 'published'
ON CONFLICT DO NOTHING;
