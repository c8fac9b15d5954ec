import {
  exportPrivateKey,
  generateSigningKey,
  importPrivateKey,
  type KeyEncryptionKey,
  KeyRing,
  seal,
  unseal,
} from '@bonded/auth';
import { type Database, type Prisma, type SigningKey, takeTurn, transact } from '@bonded/database';
import { assert } from '@bonded/kernel';
import { globalScope, serviceActor } from '../access/index.ts';
import { announce } from '../events/index.ts';
import { recordAudit } from '../trail/index.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** A key signs for this long … */
const activeMs = 30 * dayMs;
/** … its successor is published this long before it signs … */
const announcedMs = 2 * dayMs;
/** … and a retired one is kept for this long, far beyond the last token that it signed. */
const keptMs = 7 * dayMs;

const rotation = serviceActor('key-rotation', []);

export interface KeyPorts {
  readonly database: Database;
  readonly keks: readonly KeyEncryptionKey[];
}

/** All keys that sign or still verify, their private halves opened. */
export async function loadKeyRing(ports: KeyPorts): Promise<KeyRing> {
  const rows = await ports.database.prisma.signingKey.findMany({ orderBy: { activeFrom: 'asc' } });
  return new KeyRing(
    rows.map((row) => ({
      kid: row.kid,
      publicJwk: row.publicJwk,
      privateKey: importPrivateKey(unseal(row.sealedPrivate, contextOf(row.kid), ports.keks)),
      activeFrom: row.activeFrom,
      expiresAt: row.expiresAt,
    })),
  );
}

function contextOf(kid: string): string {
  return `signing-key:${kid}`;
}

/**
 * Makes sure that a key signs now and that its successor is known before it does; forgets what is
 * long retired.
 * Run at start and every hour, by any number of replicas at once. True when something changed.
 */
export async function rotateSigningKeys(ports: KeyPorts, now: Date): Promise<boolean> {
  const newest = await newestKey(ports.database);
  const activeFrom = nextActiveFrom(newest, now);
  if (activeFrom === null) return false;
  const expiresAt = new Date(activeFrom.getTime() + activeMs);
  const key = await generateSigningKey({ activeFrom, expiresAt });
  const kek = ports.keks[0];
  assert(kek !== undefined, 'there is at least one key-encryption key');
  const sealed = seal(exportPrivateKey(key.privateKey), contextOf(key.kid), kek);
  return transact(ports.database, async (tx) => {
    await takeTurn(tx, 'signing keys');
    const current = await tx.signingKey.findFirst({ orderBy: { activeFrom: 'desc' } });
    if (current?.kid !== newest?.kid) return false;
    await tx.signingKey.create({
      data: {
        kid: key.kid,
        publicJwk: { ...key.publicJwk } satisfies Prisma.InputJsonObject,
        sealedPrivate: Uint8Array.from(sealed),
        activeFrom,
        expiresAt,
      },
    });
    const forgotten = new Date(now.getTime() - keptMs);
    await tx.signingKey.deleteMany({ where: { expiresAt: { lt: forgotten } } });
    await recordAudit(tx, rotation, {
      action: 'signing-key.create',
      resource: { kind: 'signing-key', id: key.kid, name: key.kid },
      place: globalScope,
    });
    announce(tx, { type: 'signing-keys.changed' });
    return true;
  });
}

function newestKey(database: Database): Promise<SigningKey | null> {
  return database.prisma.signingKey.findFirst({ orderBy: { activeFrom: 'desc' } });
}

/** When a key that is to be made now begins to sign, or null when none is due. */
function nextActiveFrom(newest: SigningKey | null, now: Date): Date | null {
  if (newest === null || newest.expiresAt <= now) return now;
  return newest.expiresAt.getTime() - now.getTime() <= announcedMs ? newest.expiresAt : null;
}
