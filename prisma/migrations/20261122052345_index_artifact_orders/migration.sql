-- A page of artifacts should read its own rows, not sort all of them: an index for each order that lists offer.

-- CreateIndex
CREATE INDEX "artifacts_newest" ON "artifacts"("created_at", "id");

-- CreateIndex
CREATE INDEX "artifacts_repository_newest" ON "artifacts"("repository_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "artifacts_size" ON "artifacts"("size_bytes", "id");

-- CreateIndex
CREATE INDEX "artifacts_severity" ON "artifacts"("malware_count", "critical_count", "high_count", "medium_count", "low_count", "id");
