-- An upstream says when it wants to be asked again

-- AlterTable
ALTER TABLE "upstreams" ADD COLUMN     "rests_until" TIMESTAMPTZ(3);
