import { type Project, transact } from '@bonded/database';
import { z } from 'zod';
import { type Actor, authorise, globalScope } from '../access/index.ts';
import { announce } from '../events/index.ts';
import { id, parseInput } from '../input/index.ts';
import type { Ports } from '../ports.ts';
import { findProject, placeOfProject } from '../projects/index.ts';
import { recordAudit } from '../trail/index.ts';
import { readQuota } from './quota.ts';

/** An exabyte: what PostgreSQL and JSON can both count. */
const limitBytesMax = 2n ** 60n;

const input = z.object({
  projectId: id,
  /** Null: as much as there is room for. */
  limitBytes: z.bigint().min(0n).max(limitBytesMax, 'A quota is at most an exbibyte.').nullable(),
});

export type UpdateQuotaInput = z.input<typeof input>;

/**
 * Says how much a project may hold. A limit below what it holds takes nothing away: nothing more
 * comes in until there is room. For who runs the installation, not for the project itself. Errors:
 * PROJECT_NOT_FOUND, ACCESS_DENIED.
 */
export async function updateQuota(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  raw: UpdateQuotaInput,
): Promise<Project> {
  const { projectId, limitBytes } = parseInput(input, raw);
  const project = await findProject(ports, actor, { id: projectId });
  const resource = { kind: 'project', id: project.id, name: project.slug };
  await authorise(ports, actor, { action: 'quota:update', place: globalScope, resource });
  await transact(ports.database, async (tx) => {
    const before = await readQuota(tx, projectId);
    await tx.projectStorage.upsert({
      where: { projectId },
      create: { projectId, limitBytes },
      update: { limitBytes },
    });
    await recordAudit(tx, actor, {
      action: 'quota.update',
      resource,
      place: placeOfProject(project),
      details: { before: textOf(before.limitBytes), after: textOf(limitBytes) },
    });
    announce(tx, { type: 'project.changed', projectId });
  });
  return project;
}

function textOf(limitBytes: bigint | null): string | null {
  return limitBytes === null ? null : String(limitBytes);
}
