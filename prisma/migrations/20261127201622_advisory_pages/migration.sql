-- The list of advisories has pages, and each says since when it is as it is

-- CreateTable
CREATE TABLE "advisory_pages" (
    "ecosystem" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "advisory_pages_pkey" PRIMARY KEY ("ecosystem","name")
);
