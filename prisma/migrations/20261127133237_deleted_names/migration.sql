-- What led to a deleted artifact says so

-- CreateTable
CREATE TABLE "deleted_files" (
    "repository_id" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "artifact_id" UUID NOT NULL,

    CONSTRAINT "deleted_files_pkey" PRIMARY KEY ("repository_id","path")
);

-- CreateTable
CREATE TABLE "deleted_tags" (
    "package_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "artifact_id" UUID NOT NULL,

    CONSTRAINT "deleted_tags_pkey" PRIMARY KEY ("package_id","name")
);

-- CreateIndex
CREATE INDEX "deleted_files_artifact" ON "deleted_files"("artifact_id");

-- CreateIndex
CREATE INDEX "deleted_tags_artifact" ON "deleted_tags"("artifact_id");

-- AddForeignKey
ALTER TABLE "deleted_files" ADD CONSTRAINT "deleted_files_artifact_id_fkey" FOREIGN KEY ("artifact_id") REFERENCES "artifacts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deleted_tags" ADD CONSTRAINT "deleted_tags_artifact_id_fkey" FOREIGN KEY ("artifact_id") REFERENCES "artifacts"("id") ON DELETE CASCADE ON UPDATE CASCADE;
