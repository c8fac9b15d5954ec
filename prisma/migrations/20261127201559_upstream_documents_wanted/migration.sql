-- What upstreams said is forgotten when nobody wants it, and asked for anew by package

-- AlterTable
ALTER TABLE "upstream_documents" ADD COLUMN     "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "name" TEXT;

-- CreateIndex
CREATE INDEX "upstream_documents_asked" ON "upstream_documents"("asked_at");
