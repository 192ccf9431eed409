CREATE TABLE "pair_readings" (
	"need_id" uuid PRIMARY KEY NOT NULL,
	"basis" text NOT NULL,
	"readings" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "pair_readings" ADD CONSTRAINT "pair_readings_need_id_needs_id_fk" FOREIGN KEY ("need_id") REFERENCES "public"."needs"("id") ON DELETE no action ON UPDATE no action;