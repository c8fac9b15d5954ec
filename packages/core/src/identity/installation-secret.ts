import { randomBytes } from 'node:crypto';
import { type KeyEncryptionKey, seal, unseal } from '@bonded/auth';
import type { Database } from '@bonded/database';
import { assert, Secret } from '@bonded/kernel';

const secretBytes = 32;

/**
 * A random secret of this installation, made on first need and sealed in the database, so that all
 * replicas share it and a new key-encryption key does not change it.
 */
export async function installationSecret(
  database: Database,
  keks: readonly KeyEncryptionKey[],
  name: string,
): Promise<Secret<Uint8Array>> {
  const context = `installation-secret:${name}`;
  const kek = keks[0];
  assert(kek !== undefined, 'there is at least one key-encryption key');
  const table = database.prisma.installationSecret;
  const kept = await table.findUnique({ where: { name } });
  if (kept === null) {
    const sealed = Uint8Array.from(seal(randomBytes(secretBytes), context, kek));
    await table.createMany({ data: [{ name, sealed }], skipDuplicates: true });
  }
  const row = kept ?? (await table.findUniqueOrThrow({ where: { name } }));
  return new Secret(Uint8Array.from(unseal(row.sealed, context, keks)));
}
