-- With all that sums of what a repository holds ask for: no row is read.

-- DropIndex
DROP INDEX "artifacts_repository_newest";

-- CreateIndex
CREATE INDEX "artifacts_repository_newest" ON "artifacts"("repository_id", "created_at", "id", "size_bytes", "deleted_at");
