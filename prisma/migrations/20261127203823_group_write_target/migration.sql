-- A group is published to through one of its hosted members

-- AlterTable
ALTER TABLE "repositories" ADD COLUMN     "write_target_id" UUID;

-- CreateIndex
CREATE INDEX "repositories_write_target" ON "repositories"("write_target_id");

-- AddForeignKey
ALTER TABLE "repositories" ADD CONSTRAINT "repositories_write_target_id_fkey" FOREIGN KEY ("write_target_id") REFERENCES "repositories"("id") ON DELETE SET NULL ON UPDATE CASCADE;
