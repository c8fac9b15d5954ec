import { randomBytes } from 'node:crypto';
import { transact, type VcsSource } from '@bonded/database';
import type { Actor } from '../access/index.ts';
import type { Ports } from '../ports.ts';
import { recordAudit } from '../trail/index.ts';
import { findSource } from './find-source.ts';

const secretBytes = 32;

export function newHookSecret(): string {
  return randomBytes(secretBytes).toString('base64url');
}

/**
 * Gives the hook of a source another secret; the old one opens nothing from then on. Errors:
 * SOURCE_NOT_FOUND, ACCESS_DENIED.
 */
export async function renewHookSecret(
  ports: Pick<Ports, 'database' | 'sources'>,
  actor: Actor,
  input: { readonly id: string },
): Promise<{ readonly source: VcsSource; readonly hookSecret: string }> {
  const { source, place, resource } = await findSource(ports, actor, input);
  const { id } = source;
  const hookSecret = newHookSecret();
  const sealedHookSecret = ports.sources.seal({ sourceId: id, for: 'hook' }, hookSecret);
  const renewed = await transact(ports.database, async (tx) => {
    await recordAudit(tx, actor, { action: 'source.renew-secret', resource, place });
    return tx.vcsSource.update({ where: { id }, data: { sealedHookSecret } });
  });
  return { source: renewed, hookSecret };
}
