-- Proxy repositories get from an upstream what they lack; groups show others in an order

-- AlterTable
ALTER TABLE "artifacts" ADD COLUMN     "origin_url" TEXT,
ADD COLUMN     "upstream_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "upstreams" (
    "repository_id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "user_name" TEXT,
    "sealed_secret" BYTEA,
    "fresh_for_seconds" INTEGER NOT NULL DEFAULT 300,
    "claimed_names" TEXT[],
    "shared_names" TEXT[],
    "is_offline" BOOLEAN NOT NULL DEFAULT false,
    "answered_at" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),
    "failure" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "upstreams_pkey" PRIMARY KEY ("repository_id")
);

-- CreateTable
CREATE TABLE "upstream_documents" (
    "id" UUID NOT NULL,
    "repository_id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "digest" TEXT,
    "content_type" TEXT NOT NULL DEFAULT '',
    "url" TEXT NOT NULL DEFAULT '',
    "etag" TEXT,
    "last_modified" TEXT,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "upstream_documents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "members" (
    "group_id" UUID NOT NULL,
    "repository_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "members_pkey" PRIMARY KEY ("group_id","repository_id")
);

-- CreateTable
CREATE TABLE "leases" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "leases_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "upstream_documents_digest" ON "upstream_documents"("digest");

-- CreateIndex
CREATE UNIQUE INDEX "upstream_documents_address" ON "upstream_documents"("repository_id", "address");

-- CreateIndex
CREATE INDEX "members_repository" ON "members"("repository_id");

-- CreateIndex
CREATE UNIQUE INDEX "members_position" ON "members"("group_id", "position");

-- AddForeignKey
ALTER TABLE "upstreams" ADD CONSTRAINT "upstreams_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repositories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "upstream_documents" ADD CONSTRAINT "upstream_documents_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repositories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "upstream_documents" ADD CONSTRAINT "upstream_documents_digest_fkey" FOREIGN KEY ("digest") REFERENCES "blobs"("digest") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "repositories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repositories"("id") ON DELETE CASCADE ON UPDATE CASCADE;
