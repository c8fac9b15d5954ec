import { transact } from '@bonded/database';
import { bestEffort } from '@bonded/kernel';
import { globalScope, type RequestOrigin } from '../access/index.ts';
import { recordAudit } from '../trail/index.ts';
import type { IdentityPorts } from './ports.ts';
import type { Principal } from './principal.ts';

/** "Last used" is true to the minute: a busy key costs one write in that time. */
const noteEveryMs = 60_000;
const notedMax = 50_000;

const noted = new Map<string, number>();

/**
 * Notes that a key was used, off the request's path, and audits its first use and each new address.
 */
export function noteKeyUse(
  ports: Pick<IdentityPorts, 'database' | 'clock'>,
  principal: Principal,
  origin: RequestOrigin,
): void {
  const { apiKeyId } = principal;
  if (apiKeyId === null) return;
  const now = ports.clock.now();
  const mark = `${apiKeyId} ${origin.ip}`;
  if (now.getTime() - (noted.get(mark) ?? 0) < noteEveryMs) return;
  if (noted.size >= notedMax) noted.clear();
  noted.set(mark, now.getTime());
  void bestEffort('a date of last use is not worth a failed request', () =>
    write(ports, { principal, apiKeyId, origin, now }),
  );
}

interface Use {
  readonly principal: Principal;
  readonly apiKeyId: string;
  readonly origin: RequestOrigin;
  readonly now: Date;
}

function write(ports: Pick<IdentityPorts, 'database'>, use: Use): Promise<void> {
  const { apiKeyId, origin, now } = use;
  return transact(ports.database, async (tx) => {
    const before = await tx.apiKey.findUnique({ where: { id: apiKeyId } });
    if (before === null) return;
    const data = { lastUsedAt: now, lastUsedIp: origin.ip };
    await tx.apiKey.update({ where: { id: apiKeyId }, data });
    if (before.lastUsedAt !== null && before.lastUsedIp === origin.ip) return;
    await recordAudit(
      tx,
      { ...use.principal, origin },
      {
        action: before.lastUsedAt === null ? 'key.first-use' : 'key.new-address',
        resource: { kind: 'api-key', id: apiKeyId, name: before.name },
        place: globalScope,
      },
    );
  });
}
