CREATE TABLE "ranking_models" (
	"id" text PRIMARY KEY NOT NULL,
	"base" text NOT NULL,
	"weights" jsonb NOT NULL,
	"calibration" jsonb NOT NULL,
	"report" jsonb NOT NULL,
	"active" boolean DEFAULT false NOT NULL,
	"previous" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"adopted_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "feedback" ADD COLUMN "inputs" jsonb;--> statement-breakpoint
ALTER TABLE "matches" ADD COLUMN "inputs" jsonb;--> statement-breakpoint
CREATE UNIQUE INDEX "ranking_models_one_active" ON "ranking_models" USING btree ("active") WHERE "ranking_models"."active";