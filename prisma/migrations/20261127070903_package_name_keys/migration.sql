-- Some ecosystems take several spellings for one name: the database keeps them from becoming two packages.

-- AlterTable
ALTER TABLE "packages" ADD COLUMN     "name_key" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "packages_repository_name_key" ON "packages"("repository_id", "name_key");
