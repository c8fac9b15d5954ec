import { type Tx, transact } from '@bonded/database';
import type { Actor } from '../access/index.ts';
import { announce } from '../events/index.ts';
import type { Ports } from '../ports.ts';
import { type AuditEntry, recordAudit } from '../trail/index.ts';

export interface PackageChange {
  readonly packageId: string;
  /** Set when one version changed, so that its kept decision is thrown away. */
  readonly artifactId?: string;
  readonly place: { readonly projectId: string; readonly repositoryId: string };
  readonly audit: AuditEntry;
}

/**
 * Runs a change to a package or one of its artifacts: change, audit event and announcements in one
 * commit.
 */
export function changePackage<Result>(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  change: PackageChange,
  act: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  const { packageId, artifactId, audit } = change;
  const ids = { projectId: change.place.projectId, repositoryId: change.place.repositoryId };
  return transact(ports.database, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM packages WHERE id = ${packageId}::uuid FOR UPDATE`;
    const result = await act(tx);
    await tx.package.update({ where: { id: packageId }, data: { updatedAt: new Date() } });
    await recordAudit(tx, actor, audit);
    announce(tx, { type: 'package.changed', ...ids, packageId });
    if (artifactId !== undefined) {
      announce(tx, { type: 'artifact.changed', ...ids, packageId, artifactId });
    }
    return result;
  });
}
