CREATE TABLE "achievements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"list_id" uuid,
	"edition_id" uuid,
	"sheet" text,
	"row" integer,
	"organization_id" uuid NOT NULL,
	"status" text DEFAULT 'published' NOT NULL,
	"visibility" text DEFAULT 'public' NOT NULL,
	"title" text NOT NULL,
	"title_key" text NOT NULL,
	"field" text[] DEFAULT '{}' NOT NULL,
	"industries" text[] DEFAULT '{}' NOT NULL,
	"indicators" text,
	"cooperation_modes" text[] DEFAULT '{}' NOT NULL,
	"keywords" text[] DEFAULT '{}' NOT NULL,
	"contact_name" text,
	"contact_phone" text,
	"contact_email" text,
	"remarks" text,
	"extra" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"text_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"code" text,
	"department" text,
	"inventors" text[] DEFAULT '{}' NOT NULL,
	"summary" text,
	"innovation" text,
	"prospects" text,
	"trl_min" smallint,
	"trl_max" smallint,
	"ip" text[] DEFAULT '{}' NOT NULL,
	"price_kind" text,
	"price_min" double precision,
	"price_max" double precision,
	"confidentiality" text
);
--> statement-breakpoint
CREATE TABLE "embedding_models" (
	"id" text PRIMARY KEY NOT NULL,
	"dimensions" integer NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"activated_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "embeddings" (
	"item_kind" text NOT NULL,
	"item_id" uuid NOT NULL,
	"view" text NOT NULL,
	"model_id" text NOT NULL,
	"text_hash" text NOT NULL,
	"vector" vector NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "embeddings_item_kind_item_id_view_model_id_pk" PRIMARY KEY("item_kind","item_id","view","model_id")
);
--> statement-breakpoint
CREATE TABLE "facilities" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"organization_id" uuid,
	"park_code" text,
	"industries" text[] DEFAULT '{}' NOT NULL,
	"trl_from" smallint,
	"trl_to" smallint,
	"summary" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "facilities_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "feedback" (
	"id" uuid PRIMARY KEY NOT NULL,
	"need_id" uuid NOT NULL,
	"achievement_id" uuid NOT NULL,
	"verdict" text NOT NULL,
	"reasons" text[] NOT NULL,
	"note" text,
	"score" double precision,
	"features" jsonb,
	"ranking_model" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"key" text PRIMARY KEY NOT NULL,
	"request_hash" text NOT NULL,
	"status" integer,
	"response" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lexical_entries" (
	"item_kind" text NOT NULL,
	"item_id" uuid NOT NULL,
	"lexicon" text NOT NULL,
	"text_hash" text NOT NULL,
	"terms" integer[] NOT NULL,
	"weights" sparsevec(1000000000) NOT NULL,
	CONSTRAINT "lexical_entries_item_kind_item_id_pk" PRIMARY KEY("item_kind","item_id")
);
--> statement-breakpoint
CREATE TABLE "list_editions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"list_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"file_name" text NOT NULL,
	"file_hash" text NOT NULL,
	"task_id" uuid,
	"added" integer DEFAULT 0 NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	"unchanged" integer DEFAULT 0 NOT NULL,
	"gone" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"applied_at" timestamp with time zone,
	CONSTRAINT "list_editions_number" UNIQUE("list_id","number")
);
--> statement-breakpoint
CREATE TABLE "lists" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"organization_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "lists_owner_name" UNIQUE NULLS NOT DISTINCT("organization_id","kind","name")
);
--> statement-breakpoint
CREATE TABLE "matches" (
	"need_id" uuid NOT NULL,
	"achievement_id" uuid NOT NULL,
	"rank" integer NOT NULL,
	"score" double precision NOT NULL,
	"features" jsonb NOT NULL,
	"ranking_model" text NOT NULL,
	"embedding_model" text,
	"first_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"computed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "matches_need_id_achievement_id_pk" PRIMARY KEY("need_id","achievement_id")
);
--> statement-breakpoint
CREATE TABLE "needs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"list_id" uuid,
	"edition_id" uuid,
	"sheet" text,
	"row" integer,
	"organization_id" uuid NOT NULL,
	"status" text DEFAULT 'published' NOT NULL,
	"visibility" text DEFAULT 'public' NOT NULL,
	"title" text NOT NULL,
	"title_key" text NOT NULL,
	"field" text[] DEFAULT '{}' NOT NULL,
	"industries" text[] DEFAULT '{}' NOT NULL,
	"indicators" text,
	"cooperation_modes" text[] DEFAULT '{}' NOT NULL,
	"keywords" text[] DEFAULT '{}' NOT NULL,
	"contact_name" text,
	"contact_phone" text,
	"contact_email" text,
	"remarks" text,
	"extra" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"text_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"kind" text,
	"is_challenge" boolean DEFAULT false NOT NULL,
	"park_code" text,
	"park" text,
	"description" text,
	"foundation" text,
	"budget_kind" text,
	"budget_min" double precision,
	"budget_max" double precision,
	"preferred_universities" text[] DEFAULT '{}' NOT NULL,
	"deadline" date,
	"list_name" text,
	"publisher" text,
	"challenge_type" text,
	"deliverables" text,
	"period" text,
	"ip_ownership" text,
	"bidder_requirements" text
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"aliases" text[] DEFAULT '{}' NOT NULL,
	"industries" text[] DEFAULT '{}' NOT NULL,
	"park_code" text,
	"credit_code" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"work" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"dispatched_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"error" text,
	"dead_at" timestamp with time zone,
	"version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pairings" (
	"park_code" text NOT NULL,
	"organization_id" uuid NOT NULL,
	"basis" text NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "pairings_park_code_organization_id_pk" PRIMARY KEY("park_code","organization_id")
);
--> statement-breakpoint
CREATE TABLE "parks" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"aliases" text[] DEFAULT '{}' NOT NULL,
	"city" text,
	"district" text,
	"kind" text NOT NULL,
	"leading_industries" text[] DEFAULT '{}' NOT NULL,
	"source" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "parks_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "remembered_mappings" (
	"organization_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"mapping" jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "remembered_mappings_organization_id_kind_pk" PRIMARY KEY("organization_id","kind")
);
--> statement-breakpoint
CREATE TABLE "task_issues" (
	"task_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"severity" text NOT NULL,
	"sheet" text,
	"row" integer NOT NULL,
	"column" text,
	"field" text,
	"reason" text NOT NULL,
	"text" text,
	CONSTRAINT "task_issues_task_id_seq_pk" PRIMARY KEY("task_id","seq")
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'enqueued' NOT NULL,
	"params" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"counts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer,
	"report" jsonb,
	"error_code" text,
	"error_message" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"heartbeat_at" timestamp with time zone,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "taxonomy_entries" (
	"kind" text NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"aliases" text[] DEFAULT '{}' NOT NULL,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"source" text[] DEFAULT '{}' NOT NULL,
	"inferred" boolean DEFAULT false NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "taxonomy_entries_kind_code_pk" PRIMARY KEY("kind","code")
);
--> statement-breakpoint
CREATE TABLE "term_frequencies" (
	"item_kind" text NOT NULL,
	"term" integer NOT NULL,
	"items" integer NOT NULL,
	CONSTRAINT "term_frequencies_item_kind_term_pk" PRIMARY KEY("item_kind","term")
);
--> statement-breakpoint
ALTER TABLE "achievements" ADD CONSTRAINT "achievements_list_id_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."lists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "achievements" ADD CONSTRAINT "achievements_edition_id_list_editions_id_fk" FOREIGN KEY ("edition_id") REFERENCES "public"."list_editions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "achievements" ADD CONSTRAINT "achievements_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "embeddings" ADD CONSTRAINT "embeddings_model_id_embedding_models_id_fk" FOREIGN KEY ("model_id") REFERENCES "public"."embedding_models"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "facilities" ADD CONSTRAINT "facilities_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "facilities" ADD CONSTRAINT "facilities_park_code_parks_code_fk" FOREIGN KEY ("park_code") REFERENCES "public"."parks"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_need_id_needs_id_fk" FOREIGN KEY ("need_id") REFERENCES "public"."needs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_achievement_id_achievements_id_fk" FOREIGN KEY ("achievement_id") REFERENCES "public"."achievements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_editions" ADD CONSTRAINT "list_editions_list_id_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."lists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lists" ADD CONSTRAINT "lists_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matches" ADD CONSTRAINT "matches_need_id_needs_id_fk" FOREIGN KEY ("need_id") REFERENCES "public"."needs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matches" ADD CONSTRAINT "matches_achievement_id_achievements_id_fk" FOREIGN KEY ("achievement_id") REFERENCES "public"."achievements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "needs" ADD CONSTRAINT "needs_list_id_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."lists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "needs" ADD CONSTRAINT "needs_edition_id_list_editions_id_fk" FOREIGN KEY ("edition_id") REFERENCES "public"."list_editions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "needs" ADD CONSTRAINT "needs_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "needs" ADD CONSTRAINT "needs_park_code_parks_code_fk" FOREIGN KEY ("park_code") REFERENCES "public"."parks"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_park_code_parks_code_fk" FOREIGN KEY ("park_code") REFERENCES "public"."parks"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairings" ADD CONSTRAINT "pairings_park_code_parks_code_fk" FOREIGN KEY ("park_code") REFERENCES "public"."parks"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairings" ADD CONSTRAINT "pairings_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remembered_mappings" ADD CONSTRAINT "remembered_mappings_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_issues" ADD CONSTRAINT "task_issues_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "achievements_identity" ON "achievements" USING btree ("organization_id","title_key");--> statement-breakpoint
CREATE INDEX "achievements_list" ON "achievements" USING btree ("list_id");--> statement-breakpoint
CREATE INDEX "achievements_code" ON "achievements" USING btree ("code");--> statement-breakpoint
CREATE INDEX "achievements_page" ON "achievements" USING btree ("status","id");--> statement-breakpoint
CREATE INDEX "achievements_industries" ON "achievements" USING gin ("industries");--> statement-breakpoint
CREATE INDEX "achievements_ip" ON "achievements" USING gin ("ip");--> statement-breakpoint
CREATE UNIQUE INDEX "embedding_models_one_active" ON "embedding_models" USING btree ("state") WHERE "embedding_models"."state" = 'active';--> statement-breakpoint
CREATE INDEX "feedback_match" ON "feedback" USING btree ("need_id","achievement_id");--> statement-breakpoint
CREATE INDEX "feedback_page" ON "feedback" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "lexical_entries_terms" ON "lexical_entries" USING gin ("terms");--> statement-breakpoint
CREATE INDEX "matches_achievement" ON "matches" USING btree ("achievement_id");--> statement-breakpoint
CREATE INDEX "needs_identity" ON "needs" USING btree ("organization_id","title_key");--> statement-breakpoint
CREATE INDEX "needs_list" ON "needs" USING btree ("list_id");--> statement-breakpoint
CREATE INDEX "needs_page" ON "needs" USING btree ("status","id");--> statement-breakpoint
CREATE INDEX "needs_park" ON "needs" USING btree ("park_code");--> statement-breakpoint
CREATE INDEX "needs_industries" ON "needs" USING gin ("industries");--> statement-breakpoint
CREATE UNIQUE INDEX "organizations_name_key" ON "organizations" USING btree ("name_key");--> statement-breakpoint
CREATE INDEX "organizations_park" ON "organizations" USING btree ("park_code");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_work" ON "outbox" USING btree ("work","subject_kind","subject_id");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("work","dispatched_at","id") WHERE "outbox"."dead_at" IS NULL;--> statement-breakpoint
CREATE INDEX "tasks_state" ON "tasks" USING btree ("state","id");