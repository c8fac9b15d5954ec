-- The names of a proxy and of the repositories beside it are listed as one, by what all spellings of
-- a name have in common; an index of an expression has no words in the schema of Prisma.

-- CreateIndex
CREATE INDEX "packages_repository_key" ON "packages"("repository_id", COALESCE("name_key", "name"));
