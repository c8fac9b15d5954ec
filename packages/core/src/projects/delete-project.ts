import { isForeignKeyViolation, transact } from '@bonded/database';
import { type Actor, authorise } from '../access/index.ts';
import { announce } from '../events/index.ts';
import type { Ports } from '../ports.ts';
import { recordAudit } from '../trail/index.ts';
import { projectNotEmpty, projectNotFound } from './errors.ts';
import { findProject, placeOfProject } from './find-project.ts';

/**
 * Deletes a project that has no repositories left. Errors: PROJECT_NOT_FOUND, PROJECT_NOT_EMPTY.
 */
export async function deleteProject(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  input: { readonly id: string },
): Promise<void> {
  const project = await findProject(ports, actor, { id: input.id });
  const place = placeOfProject(project);
  const resource = { kind: 'project', id: project.id, name: project.slug };
  await authorise(ports, actor, { action: 'project:delete', place, resource });
  try {
    await transact(ports.database, async (tx) => {
      const { count } = await tx.project.deleteMany({ where: { id: project.id } });
      if (count === 0) throw projectNotFound('There is no such project.');
      await recordAudit(tx, actor, { action: 'project.delete', resource, place });
      announce(tx, { type: 'project.changed', projectId: project.id });
    });
  } catch (error) {
    // The repositories hold on to their project: PostgreSQL counts them better than we would.
    if (!isForeignKeyViolation(error)) throw error;
    const message = `"${project.slug}" still has repositories. Delete them first.`;
    throw projectNotEmpty(message, { cause: error });
  }
}
