-- Lists of uploads read what became of them in the same statement, so the relation has to be one.

-- CreateIndex
CREATE INDEX "uploads_artifact" ON "uploads"("artifact_id");

-- AddForeignKey
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_artifact_id_fkey" FOREIGN KEY ("artifact_id") REFERENCES "artifacts"("id") ON DELETE SET NULL ON UPDATE CASCADE;
