-- What an upstream published waits for its age

-- AlterTable
ALTER TABLE "policies" ADD COLUMN     "cooldown_hours" INTEGER NOT NULL DEFAULT 0;
