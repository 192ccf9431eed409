CREATE TABLE "literal_texts" (
	"item_kind" text NOT NULL,
	"item_id" uuid NOT NULL,
	"text" text NOT NULL,
	"grams" integer[] NOT NULL,
	CONSTRAINT "literal_texts_item_kind_item_id_pk" PRIMARY KEY("item_kind","item_id")
);
--> statement-breakpoint
CREATE TABLE "saved_searches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"filter" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_run_at" timestamp with time zone,
	CONSTRAINT "saved_searches_name" UNIQUE("owner","name")
);
--> statement-breakpoint
CREATE TABLE "vocabulary" (
	"item_kind" text NOT NULL,
	"word" text NOT NULL,
	"terms" integer[] NOT NULL,
	"keys" integer[] NOT NULL,
	CONSTRAINT "vocabulary_item_kind_word_pk" PRIMARY KEY("item_kind","word")
);
--> statement-breakpoint
ALTER TABLE "facilities" DROP CONSTRAINT "facilities_name_unique";--> statement-breakpoint
ALTER TABLE "facilities" ADD COLUMN "name_key" text NOT NULL;--> statement-breakpoint
ALTER TABLE "facilities" ADD COLUMN "park" text;--> statement-breakpoint
ALTER TABLE "facilities" ADD COLUMN "field" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "facilities" ADD COLUMN "contact_name" text;--> statement-breakpoint
ALTER TABLE "facilities" ADD COLUMN "contact_phone" text;--> statement-breakpoint
ALTER TABLE "facilities" ADD COLUMN "contact_email" text;--> statement-breakpoint
ALTER TABLE "facilities" ADD COLUMN "remarks" text;--> statement-breakpoint
ALTER TABLE "facilities" ADD COLUMN "extra" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "facilities" ADD COLUMN "updated_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "matches" ADD COLUMN "terms" double precision;--> statement-breakpoint
CREATE INDEX "literal_texts_grams" ON "literal_texts" USING gin ("grams") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "saved_searches_page" ON "saved_searches" USING btree ("owner","id");--> statement-breakpoint
CREATE INDEX "vocabulary_keys" ON "vocabulary" USING gin ("keys") WITH (fastupdate=false);--> statement-breakpoint
ALTER TABLE "facilities" ADD CONSTRAINT "facilities_nameKey_unique" UNIQUE("name_key");