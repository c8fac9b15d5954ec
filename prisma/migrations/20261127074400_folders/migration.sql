-- A level of a repository's tree leaps from folder to folder, which takes the order of bytes,
-- whatever the locale of the database.

-- CreateIndex
CREATE INDEX "files_repository_path_bytes" ON "files"("repository_id", "path" COLLATE "C");
