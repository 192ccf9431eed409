ALTER TABLE "lexical_entries" ADD COLUMN "seq" bigserial NOT NULL;--> statement-breakpoint
CREATE INDEX "lexical_entries_seq" ON "lexical_entries" USING btree ("item_kind","seq");