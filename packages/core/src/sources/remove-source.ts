import { transact } from '@bonded/database';
import type { Actor } from '../access/index.ts';
import { announce } from '../events/index.ts';
import type { Ports } from '../ports.ts';
import { recordAudit } from '../trail/index.ts';
import { findSource } from './find-source.ts';

/**
 * Forgets a source. What was fetched of it stays; what was only told of is gone, and the name with
 * it where nothing was ever fetched. Errors: SOURCE_NOT_FOUND, ACCESS_DENIED.
 */
export async function removeSource(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  input: { readonly id: string },
): Promise<void> {
  const { source, place, resource } = await findSource(ports, actor, input);
  const { packageId } = source;
  await transact(ports.database, async (tx) => {
    await tx.vcsSource.deleteMany({ where: { id: source.id } });
    const { count } = await tx.package.deleteMany({
      where: { id: packageId, artifacts: { none: {} } },
    });
    await recordAudit(tx, actor, {
      action: 'source.remove',
      resource,
      place,
      details: { url: source.url },
    });
    const { projectId, repositoryId } = place;
    const ids = { projectId, repositoryId };
    // Which package a name is, is kept as long as the repository does not change.
    if (count > 0) announce(tx, { type: 'repository.changed', ...ids });
    announce(tx, { type: 'package.changed', ...ids, packageId });
  });
}
