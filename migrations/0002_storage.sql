-- Vectors and term vectors stay uncompressed and, up to a page, inside the row: an exact scan over TOASTed vectors
-- took several times as long. Wider ones still move out of line, which PLAIN storage would refuse.
ALTER TABLE "embeddings" ALTER COLUMN "vector" SET STORAGE EXTERNAL;--> statement-breakpoint
ALTER TABLE "embeddings" SET (toast_tuple_target = 8160);--> statement-breakpoint
ALTER TABLE "lexical_entries" ALTER COLUMN "weights" SET STORAGE EXTERNAL;--> statement-breakpoint
ALTER TABLE "lexical_entries" ALTER COLUMN "terms" SET STORAGE EXTERNAL;--> statement-breakpoint
ALTER TABLE "lexical_entries" SET (toast_tuple_target = 8160);
