-- People call well-known images by one part; their registries have them in a namespace.

-- AlterTable
ALTER TABLE "upstreams" ADD COLUMN     "default_namespace" TEXT;
