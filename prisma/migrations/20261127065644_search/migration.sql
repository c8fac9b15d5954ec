-- Searches across projects find names, descriptions, licences and purls by their
-- trigrams, and versions, severities and aliases of advisories by an index each.

-- Trusted: the owner of a database may install it, without being a superuser.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateIndex
CREATE INDEX "artifacts_version" ON "artifacts"("version");

-- CreateIndex
CREATE INDEX "artifacts_purl_trigrams" ON "artifacts" USING GIN ("purl" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "artifacts_worst_severity" ON "artifacts"("worst_severity", "created_at");

-- CreateIndex
CREATE INDEX "artifacts_licence_trigrams" ON "artifacts" USING GIN ("licence" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "findings_aliases" ON "findings" USING GIN ("aliases");

-- CreateIndex
CREATE INDEX "packages_name" ON "packages"("name", "id");

-- CreateIndex
CREATE INDEX "packages_name_trigrams" ON "packages" USING GIN ("name" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "packages_description_trigrams" ON "packages" USING GIN ("description" gin_trgm_ops);
