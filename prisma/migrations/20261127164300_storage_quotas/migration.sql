-- What a project holds is counted, and may have a limit

-- AlterTable
ALTER TABLE "decisions" ALTER COLUMN "artifact_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "project_storage" (
    "project_id" UUID NOT NULL,
    "used_bytes" BIGINT NOT NULL DEFAULT 0,
    "limit_bytes" BIGINT,

    CONSTRAINT "project_storage_pkey" PRIMARY KEY ("project_id")
);

-- CreateTable
CREATE TABLE "project_blobs" (
    "project_id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "size_bytes" BIGINT NOT NULL,
    "places" INTEGER NOT NULL,

    CONSTRAINT "project_blobs_pkey" PRIMARY KEY ("project_id","digest")
);

-- AddForeignKey
ALTER TABLE "project_storage" ADD CONSTRAINT "project_storage_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_blobs" ADD CONSTRAINT "project_blobs_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Prisma knows no triggers: what follows is by hand, and `migration check` does not see it.
--
-- 1. What refers to a blob adds a place where its project has it; the last place gone, so is it.
-- Statement by statement and in the order of digests, so that two publishers never wait for each
-- other in a circle. Rows of `files` and `pending_blobs` never change their digest.

CREATE FUNCTION bonded_blobs_placed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO project_blobs (project_id, digest, size_bytes, places)
  SELECT repositories.project_id, placed.digest, min(blobs.size_bytes), count(*)
  FROM placed
  JOIN repositories ON repositories.id = placed.repository_id
  JOIN blobs ON blobs.digest = placed.digest
  GROUP BY repositories.project_id, placed.digest
  ORDER BY repositories.project_id, placed.digest
  ON CONFLICT (project_id, digest) DO UPDATE SET places = project_blobs.places + excluded.places;
  RETURN NULL;
END $$;

CREATE FUNCTION bonded_blobs_removed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  gone record;
BEGIN
  FOR gone IN
    SELECT repositories.project_id, removed.digest, count(*) AS places
    FROM removed JOIN repositories ON repositories.id = removed.repository_id
    GROUP BY repositories.project_id, removed.digest
    ORDER BY repositories.project_id, removed.digest
  LOOP
    UPDATE project_blobs SET places = places - gone.places
    WHERE project_id = gone.project_id AND digest = gone.digest;
    DELETE FROM project_blobs
    WHERE project_id = gone.project_id AND digest = gone.digest AND places <= 0;
  END LOOP;
  RETURN NULL;
END $$;

CREATE TRIGGER files_placed AFTER INSERT ON files
REFERENCING NEW TABLE AS placed FOR EACH STATEMENT EXECUTE FUNCTION bonded_blobs_placed();
CREATE TRIGGER files_removed AFTER DELETE ON files
REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION bonded_blobs_removed();
CREATE TRIGGER pending_blobs_placed AFTER INSERT ON pending_blobs
REFERENCING NEW TABLE AS placed FOR EACH STATEMENT EXECUTE FUNCTION bonded_blobs_placed();
CREATE TRIGGER pending_blobs_removed AFTER DELETE ON pending_blobs
REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION bonded_blobs_removed();

-- 2. What is there already. The triggers above hold writers off until this has been committed.

INSERT INTO project_blobs (project_id, digest, size_bytes, places)
SELECT repositories.project_id, held.digest, min(blobs.size_bytes), count(*)
FROM (
  SELECT repository_id, digest FROM files
  UNION ALL SELECT repository_id, digest FROM pending_blobs
) AS held
JOIN repositories ON repositories.id = held.repository_id
JOIN blobs ON blobs.digest = held.digest
GROUP BY repositories.project_id, held.digest;

INSERT INTO project_storage (project_id, used_bytes)
SELECT project_id, sum(size_bytes) FROM project_blobs GROUP BY project_id;

-- 3. A blob that a project gets or loses changes its count, at the end of the transaction, so that
-- publishers wait for each other no longer than a commit takes. Whoever would go beyond the limit
-- is refused there and then: no race gets past a locked row.

CREATE FUNCTION bonded_storage_counted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  held project_storage%ROWTYPE;
BEGIN
  IF TG_OP = 'DELETE' THEN
    UPDATE project_storage SET used_bytes = used_bytes - OLD.size_bytes
    WHERE project_id = OLD.project_id;
    RETURN NULL;
  END IF;
  INSERT INTO project_storage AS storage (project_id, used_bytes)
  VALUES (NEW.project_id, NEW.size_bytes)
  ON CONFLICT (project_id) DO UPDATE SET used_bytes = storage.used_bytes + excluded.used_bytes
  RETURNING * INTO held;
  IF NEW.size_bytes > 0 AND held.used_bytes > held.limit_bytes THEN
    RAISE EXCEPTION 'the project would hold more than it may' USING ERRCODE = 'BD001';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER project_blobs_counted AFTER INSERT OR DELETE ON project_blobs
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION bonded_storage_counted();
