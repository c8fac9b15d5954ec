import type { ApiKey } from '@bonded/database';
import { accessDenied, type RequestOrigin } from '../access/index.ts';
import { actorOf, type IdentityPorts, loadGrants } from '../identity/index.ts';
import { createApiKey } from './create-api-key.ts';
import { keyRequestNotFound } from './errors.ts';
import { hashRequestSecret } from './key-request.ts';

export interface CollectKeyInput {
  /** What the request was answered with. */
  readonly secret: string;
  readonly name: string;
  readonly expiresAt: Date;
}

/**
 * The key of a request that was granted, made now and given out once; null while nobody has
 * answered. It is as narrow as who granted it is by now. Errors: KEY_REQUEST_NOT_FOUND (unknown,
 * too late, fetched already), ACCESS_DENIED (refused) and those of `createApiKey`.
 */
export async function collectKey(
  ports: Pick<IdentityPorts, 'database' | 'clock' | 'pepper'>,
  origin: RequestOrigin,
  { secret, name, expiresAt }: CollectKeyInput,
): Promise<{ readonly apiKey: ApiKey; readonly secret: string } | null> {
  const request = await ports.database.prisma.keyRequest.findFirst({
    where: { secretHash: hashRequestSecret(secret), expiresAt: { gt: ports.clock.now() } },
    include: { grantedBy: true },
  });
  if (request === null) throw gone();
  const { id, project, repository, refusedAt, grantedBy } = request;
  if (refusedAt !== null) throw accessDenied('The sign-in was refused in the console.');
  if (grantedBy === null) return null;
  if (grantedBy.isDisabled) throw gone();
  const grants = await loadGrants(ports.database, grantedBy.id);
  const actor = { ...actorOf(grantedBy, origin), grants };
  return createApiKey(ports, actor, { name, project, repository, expiresAt }, async (tx) => {
    // Whoever comes second finds nothing: a key is given out once.
    const { count } = await tx.keyRequest.deleteMany({ where: { id } });
    if (count === 0) throw gone();
  });
}

function gone() {
  return keyRequestNotFound('No sign-in waits here: it was finished already, or it is too late.');
}
