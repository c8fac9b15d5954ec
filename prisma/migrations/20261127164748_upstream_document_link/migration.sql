-- Lists of an upstream go on at another address, which it says beside them.

-- AlterTable
ALTER TABLE "upstream_documents" ADD COLUMN     "link" TEXT;
