-- What is young says until when, and a released version when it was published

-- AlterTable
ALTER TABLE "artifacts" ADD COLUMN     "cools_at" TIMESTAMPTZ(3),
ADD COLUMN     "out_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "artifacts_cooling" ON "artifacts"("cools_at", "id") WHERE ("cools_at" IS NOT NULL);

-- What is released says so from now on by when it was published.
UPDATE "artifacts" SET "out_at" = COALESCE("upstream_at", "created_at") WHERE "state" = 'RELEASED';

-- The decision that stands is the newest of its kind; it holds the policy that it was made by.
UPDATE "artifacts" SET "cools_at" = COALESCE("upstream_at", "artifacts"."created_at")
  + make_interval(hours => ("standing"."policy" ->> 'cooldownHours')::int)
FROM (
  SELECT DISTINCT ON ("artifact_id") "artifact_id", "rule", "policy" FROM "decisions"
  WHERE "kind" = 'PUBLISH' AND "artifact_id" IS NOT NULL
  ORDER BY "artifact_id", "created_at" DESC
) AS "standing"
WHERE "standing"."artifact_id" = "artifacts"."id" AND "standing"."rule" = 'cooldown'
  AND "artifacts"."state" IN ('QUARANTINED', 'RECALLED');
