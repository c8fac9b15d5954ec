import type { Project } from '@bonded/database';
import { isId } from '@bonded/kernel';
import { type Actor, can, type Place } from '../access/index.ts';
import type { Ports } from '../ports.ts';
import { projectNotFound } from './errors.ts';

export function placeOfProject(project: Pick<Project, 'id'>): Place {
  return { kind: 'project', projectId: project.id };
}

/** Finds by id or slug. What the actor may not see is not there: PROJECT_NOT_FOUND. */
export async function findProject(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  by: { readonly id: string } | { readonly slug: string },
): Promise<Project> {
  const isWellFormed = !('id' in by) || isId(by.id);
  const project = isWellFormed
    ? await ports.database.prisma.project.findUnique({ where: by })
    : null;
  if (project === null || !can(actor, 'project:read', placeOfProject(project))) {
    throw projectNotFound('There is no such project.');
  }
  return project;
}
