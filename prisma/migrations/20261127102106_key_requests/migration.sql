-- Clients that wait for a key

-- CreateTable
CREATE TABLE "key_requests" (
    "id" UUID NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "project" TEXT NOT NULL,
    "repository" TEXT NOT NULL,
    "ip" TEXT,
    "user_agent" TEXT,
    "subscriber" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "refused_at" TIMESTAMPTZ(3),
    "granted_by_id" UUID,

    CONSTRAINT "key_requests_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "key_requests_subscriber" ON "key_requests"("subscriber");

-- CreateIndex
CREATE INDEX "key_requests_expiry" ON "key_requests"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "key_requests_secret" ON "key_requests"("secret_hash");

-- AddForeignKey
ALTER TABLE "key_requests" ADD CONSTRAINT "key_requests_granted_by_id_fkey" FOREIGN KEY ("granted_by_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
