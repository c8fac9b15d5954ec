import { type Project, transact } from '@bonded/database';
import { z } from 'zod';
import { type Actor, authorise } from '../access/index.ts';
import { announce } from '../events/index.ts';
import { definedOf, description, displayName, id, parseInput } from '../input/index.ts';
import type { Ports } from '../ports.ts';
import { recordAudit } from '../trail/index.ts';
import { findProject, placeOfProject } from './find-project.ts';

const input = z.object({
  id,
  name: displayName.optional(),
  description: description.optional(),
});

export type UpdateProjectInput = z.input<typeof input>;

/**
 * Changes what people read; a slug never changes, because addresses hold it. Errors:
 * PROJECT_NOT_FOUND.
 */
export async function updateProject(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  raw: UpdateProjectInput,
): Promise<Project> {
  const { id: projectId, ...changes } = parseInput(input, raw);
  const project = await findProject(ports, actor, { id: projectId });
  const place = placeOfProject(project);
  const resource = { kind: 'project', id: project.id, name: project.slug };
  await authorise(ports, actor, { action: 'project:update', place, resource });
  return transact(ports.database, async (tx) => {
    const updated = await tx.project.update({ where: { id: projectId }, data: definedOf(changes) });
    await recordAudit(tx, actor, {
      action: 'project.update',
      resource,
      place,
      details: { changed: Object.keys(definedOf(changes)) },
    });
    announce(tx, { type: 'project.changed', projectId });
    return updated;
  });
}
