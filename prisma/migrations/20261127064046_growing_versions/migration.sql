-- Versions of PyPI and Maven grow by files, can be taken back, and OCI layers come before their manifest; each repository says what may happen to a version.

-- AlterTable
ALTER TABLE "artifacts" ADD COLUMN     "content_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "subject_digest" TEXT,
ADD COLUMN     "yanked_at" TIMESTAMPTZ(3),
ADD COLUMN     "yanked_reason" TEXT;

-- AlterTable
ALTER TABLE "files" ADD COLUMN     "metadata" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "repositories" ADD COLUMN     "can_delete" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "can_overwrite" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "can_reuse_versions" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "pending_blobs" (
    "id" UUID NOT NULL,
    "repository_id" UUID NOT NULL,
    "package_name" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "extra_digests" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pending_blobs_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "pending_blobs_digest" ON "pending_blobs"("digest");

-- CreateIndex
CREATE INDEX "pending_blobs_expiry" ON "pending_blobs"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "pending_blobs_place" ON "pending_blobs"("repository_id", "package_name", "digest");

-- CreateIndex
CREATE INDEX "artifacts_subject" ON "artifacts"("package_id", "subject_digest");

-- AddForeignKey
ALTER TABLE "pending_blobs" ADD CONSTRAINT "pending_blobs_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repositories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pending_blobs" ADD CONSTRAINT "pending_blobs_digest_fkey" FOREIGN KEY ("digest") REFERENCES "blobs"("digest") ON DELETE RESTRICT ON UPDATE CASCADE;
