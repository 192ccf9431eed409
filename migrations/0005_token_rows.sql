CREATE TABLE "token_rows" (
	"item_kind" text NOT NULL,
	"item_id" uuid NOT NULL,
	"model_id" text NOT NULL,
	"text_hash" text NOT NULL,
	"rows" "bytea" NOT NULL,
	"starts" integer[] NOT NULL,
	"row_at" integer[] NOT NULL,
	CONSTRAINT "token_rows_item_kind_item_id_model_id_pk" PRIMARY KEY("item_kind","item_id","model_id")
);
--> statement-breakpoint
ALTER TABLE "embedding_models" ADD COLUMN "token_mean" vector;--> statement-breakpoint
ALTER TABLE "embedding_models" ADD COLUMN "token_mean_items" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "token_rows" ADD CONSTRAINT "token_rows_model_id_embedding_models_id_fk" FOREIGN KEY ("model_id") REFERENCES "public"."embedding_models"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Noise to a compressor, and read by the whole value.
ALTER TABLE "token_rows" ALTER COLUMN "rows" SET STORAGE EXTERNAL;--> statement-breakpoint
-- Vectors of single sentences: token rows took their place.
DELETE FROM "embeddings" WHERE NOT ("view" = 'full' OR ("view" = 'title' AND "item_kind" = 'need'));
