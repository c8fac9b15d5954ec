-- A hosted repository makes packages of repositories of version control

-- CreateEnum
CREATE TYPE "VcsKind" AS ENUM ('GITHUB', 'GITLAB', 'BITBUCKET', 'GITEA', 'GIT');

-- CreateEnum
CREATE TYPE "VcsRefKind" AS ENUM ('TAG', 'BRANCH');

-- AlterTable
ALTER TABLE "artifacts" ADD COLUMN     "moved_to" TEXT,
ADD COLUMN     "origin_commit" TEXT;

-- CreateTable
CREATE TABLE "vcs_sources" (
    "id" UUID NOT NULL,
    "repository_id" UUID NOT NULL,
    "package_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "VcsKind" NOT NULL,
    "url" TEXT NOT NULL,
    "api_url" TEXT,
    "user_name" TEXT,
    "sealed_secret" BYTEA,
    "sealed_hook_secret" BYTEA NOT NULL,
    "poll_seconds" INTEGER NOT NULL DEFAULT 900,
    "is_paused" BOOLEAN NOT NULL DEFAULT false,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "synced_at" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),
    "failure" TEXT,
    "hooked_at" TIMESTAMPTZ(3),
    "default_branch" TEXT,
    "is_private" BOOLEAN,
    "is_archived" BOOLEAN,
    "rate_limit" INTEGER,
    "rate_remaining" INTEGER,
    "rate_reset_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "vcs_sources_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "vcs_refs" (
    "id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "kind" "VcsRefKind" NOT NULL,
    "name" TEXT NOT NULL,
    "commit" TEXT NOT NULL,
    "committed_at" TIMESTAMPTZ(3),
    "version" TEXT,
    "metadata" JSONB,
    "licence" TEXT,
    "skip_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "vcs_refs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "vcs_pages" (
    "source_id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "etag" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "next" TEXT,

    CONSTRAINT "vcs_pages_pkey" PRIMARY KEY ("source_id","address")
);

-- CreateIndex
CREATE UNIQUE INDEX "vcs_sources_package" ON "vcs_sources"("package_id");

-- CreateIndex
CREATE INDEX "vcs_sources_repository_name" ON "vcs_sources"("repository_id", "name", "id");

-- CreateIndex
CREATE INDEX "vcs_sources_due" ON "vcs_sources"("due_at");

-- CreateIndex
CREATE INDEX "vcs_refs_version" ON "vcs_refs"("source_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "vcs_refs_name" ON "vcs_refs"("source_id", "kind", "name");

-- AddForeignKey
ALTER TABLE "vcs_sources" ADD CONSTRAINT "vcs_sources_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repositories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "vcs_sources" ADD CONSTRAINT "vcs_sources_package_id_fkey" FOREIGN KEY ("package_id") REFERENCES "packages"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "vcs_refs" ADD CONSTRAINT "vcs_refs_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "vcs_sources"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "vcs_pages" ADD CONSTRAINT "vcs_pages_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "vcs_sources"("id") ON DELETE CASCADE ON UPDATE CASCADE;
