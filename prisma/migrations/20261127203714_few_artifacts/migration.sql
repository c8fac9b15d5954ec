-- What is yanked or deprecated is found without reading what is not

-- CreateIndex
CREATE INDEX "artifacts_yanked" ON "artifacts"("created_at") WHERE ("yanked_at" IS NOT NULL);

-- CreateIndex
CREATE INDEX "artifacts_deprecated" ON "artifacts"("created_at") WHERE ("deprecation" IS NOT NULL);
