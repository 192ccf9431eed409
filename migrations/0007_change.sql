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
ALTER TABLE "facilities" ADD CONSTRAINT "facilities_nameKey_unique" UNIQUE("name_key");