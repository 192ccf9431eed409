DROP INDEX "outbox_due";--> statement-breakpoint
ALTER TABLE "embedding_models" ADD COLUMN "location" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "due_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
CREATE INDEX "outbox_in_flight" ON "outbox" USING btree ("work","due_at") WHERE "outbox"."dispatched_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("work","due_at","id") WHERE "outbox"."dead_at" IS NULL;