import { addJob, transact, type VcsSource } from '@bonded/database';
import type { Actor } from '../access/index.ts';
import type { Ports } from '../ports.ts';
import { recordAudit } from '../trail/index.ts';
import { findSource } from './find-source.ts';

/**
 * Has a source asked now, whether it is due or not; the worker does it. Errors: SOURCE_NOT_FOUND,
 * ACCESS_DENIED.
 */
export async function syncSource(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  input: { readonly id: string },
): Promise<VcsSource> {
  const { source, place, resource } = await findSource(ports, actor, input);
  await transact(ports.database, async (tx) => {
    await recordAudit(tx, actor, { action: 'source.sync', resource, place });
    const options = { jobKey: `source:${source.id}` };
    await addJob(tx, 'sync_source', { sourceId: source.id }, options);
  });
  const { repository: _, ...row } = source;
  return row;
}
