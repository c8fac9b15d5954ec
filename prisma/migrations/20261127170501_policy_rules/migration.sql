-- deny rules, waivers, a date for upstreams and watching

-- CreateEnum
CREATE TYPE "PolicyRuleEffect" AS ENUM ('DENY', 'WAIVE');

-- AlterTable
ALTER TABLE "policies" ADD COLUMN     "is_monitoring" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "upstream_until" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "policy_rules" (
    "id" UUID NOT NULL,
    "effect" "PolicyRuleEffect" NOT NULL,
    "scope_kind" "ScopeKind" NOT NULL,
    "project_id" UUID,
    "repository_id" UUID,
    "format" "Format",
    "name" TEXT NOT NULL,
    "name_key" TEXT,
    "versions" TEXT,
    "ecosystem" TEXT,
    "licence" TEXT,
    "severity" TEXT,
    "lifts" TEXT[],
    "reason" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "policy_rules_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "policy_rules_project" ON "policy_rules"("project_id");

-- CreateIndex
CREATE INDEX "policy_rules_repository" ON "policy_rules"("repository_id");

-- AddForeignKey
ALTER TABLE "policy_rules" ADD CONSTRAINT "policy_rules_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_rules" ADD CONSTRAINT "policy_rules_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repositories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_rules" ADD CONSTRAINT "policy_rules_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
