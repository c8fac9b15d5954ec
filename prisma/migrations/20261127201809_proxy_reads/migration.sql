-- How proxies answer, counted by day

-- CreateTable
CREATE TABLE "proxy_reads" (
    "repository_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "hits" BIGINT NOT NULL DEFAULT 0,
    "misses" BIGINT NOT NULL DEFAULT 0,
    "stale" BIGINT NOT NULL DEFAULT 0,
    "refused" BIGINT NOT NULL DEFAULT 0,
    "bytes_served" BIGINT NOT NULL DEFAULT 0,
    "bytes_fetched" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "proxy_reads_pkey" PRIMARY KEY ("repository_id","day")
);

-- AddForeignKey
ALTER TABLE "proxy_reads" ADD CONSTRAINT "proxy_reads_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repositories"("id") ON DELETE CASCADE ON UPDATE CASCADE;
