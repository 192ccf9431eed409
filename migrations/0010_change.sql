DROP INDEX "literal_texts_grams";--> statement-breakpoint
ALTER TABLE "embedding_models" ADD COLUMN "retired_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "begun" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "literal_texts_grams" ON "literal_texts" USING gin ("grams") WITH (gin_pending_list_limit=2048);