import { LocalCache } from '@bonded/cache';
import { transact } from '@bonded/database';
import { bestEffort } from '@bonded/kernel';
import { globalScope, type RequestOrigin } from '../access/index.ts';
import { recordAudit } from '../trail/index.ts';
import type { IdentityPorts, KeyUse } from './ports.ts';
import type { Principal } from './principal.ts';

/** "Last used" is true to the minute: a busy key costs one write in that time. */
const noteEveryMs = 60_000;
const notedMax = 50_000;

/** Remembers which uses were written down a moment ago, by key and address. */
export function createKeyUseCache(): LocalCache<KeyUse> {
  return new LocalCache({ entriesMax: notedMax, ttlMs: noteEveryMs });
}

type KeyUsePorts = Pick<IdentityPorts, 'database' | 'clock' | 'keyUses'>;

/** Notes a key's use, off the request's path, and audits its first one and each new address. */
export function noteKeyUse(ports: KeyUsePorts, principal: Principal, origin: RequestOrigin): void {
  const { apiKeyId } = principal;
  if (apiKeyId === null) return;
  void bestEffort('a date of last use is not worth a failed request', () =>
    ports.keyUses.get(`${apiKeyId} ${origin.ip}`, () =>
      write(ports, { principal, apiKeyId, origin }),
    ),
  );
}

interface Noted {
  readonly principal: Principal;
  readonly apiKeyId: string;
  readonly origin: RequestOrigin;
}

async function write(ports: KeyUsePorts, noted: Noted): Promise<KeyUse> {
  const { apiKeyId, origin } = noted;
  const at = ports.clock.now();
  await transact(ports.database, async (tx) => {
    // Two replicas that hear a new key at once: one of them writes down its first use.
    await tx.$queryRaw`SELECT 1 FROM api_keys WHERE id = ${apiKeyId}::uuid FOR UPDATE`;
    const before = await tx.apiKey.findUnique({ where: { id: apiKeyId } });
    if (before === null) return;
    const data = { lastUsedAt: at, lastUsedIp: origin.ip };
    await tx.apiKey.update({ where: { id: apiKeyId }, data });
    if (before.lastUsedAt !== null && before.lastUsedIp === origin.ip) return;
    const author = { ...noted.principal, origin };
    await recordAudit(tx, author, {
      action: before.lastUsedAt === null ? 'key.first-use' : 'key.new-address',
      resource: { kind: 'api-key', id: apiKeyId, name: before.name },
      place: globalScope,
    });
  });
  return { at };
}
