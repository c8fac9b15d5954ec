import { transact } from '@bonded/database';
import { z } from 'zod';
import { type Actor, authorise } from '../access/index.ts';
import { announce } from '../events/index.ts';
import { definedOf, description, displayName, id, parseInput } from '../input/index.ts';
import type { Ports } from '../ports.ts';
import { recordAudit } from '../trail/index.ts';
import { idsOf } from './create-repository.ts';
import {
  findRepository,
  placeOfRepository,
  type RepositoryWithProject,
  repositoryPath,
} from './find-repository.ts';
import { auditedSupply, checkSupply, writeSupply } from './save-supply.ts';
import { splitSupply, supplyInput } from './supply-input.ts';
import { requireEnforceable } from './version-rules.ts';

const input = z.object({
  id,
  name: displayName.optional(),
  description: description.optional(),
  isPublic: z.boolean().optional(),
  canOverwrite: z.boolean().optional(),
  canDelete: z.boolean().optional(),
  canReuseVersions: z.boolean().optional(),
  ...supplyInput,
});

export type UpdateRepositoryInput = z.input<typeof input>;

/**
 * Changes what may change: never slug, format or kind, because addresses and clients hold them.
 * Errors: REPOSITORY_NOT_FOUND, ACCESS_DENIED, REPOSITORY_RULE_UNSUPPORTED, SUPPLY_INVALID.
 */
export async function updateRepository(
  ports: Pick<Ports, 'database' | 'formats' | 'upstreams'>,
  actor: Actor,
  raw: UpdateRepositoryInput,
): Promise<RepositoryWithProject> {
  const { own, supply: wishes } = splitSupply(parseInput(input, raw));
  const { id: repositoryId, ...rest } = own;
  const changes = definedOf(rest);
  const repository = await findRepository(ports, actor, { id: repositoryId });
  const place = placeOfRepository(repository);
  const resource = { kind: 'repository', id: repositoryId, name: repositoryPath(repository) };
  await authorise(ports, actor, { action: 'repository:update', place, resource });
  const format = ports.formats.find((each) => each.id === repository.format);
  if (format !== undefined) requireEnforceable(format, rest);
  const supply = await checkSupply(ports, actor, repository, wishes);
  return transact(ports.database, async (tx) => {
    await writeSupply(tx, ports, repository, supply);
    const updated = await tx.repository.update({
      where: { id: repositoryId },
      data: { ...changes, ...definedOf({ writeTargetId: supply.writeTargetId }) },
      include: { project: true },
    });
    await recordAudit(tx, actor, {
      action: 'repository.update',
      resource,
      place,
      details: { changes: { ...changes, ...auditedSupply(supply) } },
    });
    announce(tx, { type: 'repository.changed', ...idsOf(repository) });
    return updated;
  });
}
