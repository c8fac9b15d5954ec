import { isUniqueViolation, type Project, transact } from '@bonded/database';
import { newId } from '@bonded/kernel';
import { z } from 'zod';
import { type Actor, authorise, globalScope } from '../access/index.ts';
import { announce } from '../events/index.ts';
import { description, displayName, parseInput, slug } from '../input/index.ts';
import type { Ports } from '../ports.ts';
import { recordAudit } from '../trail/index.ts';
import { projectAlreadyExists } from './errors.ts';

const input = z.object({ slug, name: displayName, description: description.default('') });

export type CreateProjectInput = z.input<typeof input>;

/** Makes a project. Errors: INVALID_INPUT, PROJECT_ALREADY_EXISTS. */
export async function createProject(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  raw: CreateProjectInput,
): Promise<Project> {
  const wanted = parseInput(input, raw);
  await authorise(ports, actor, {
    action: 'project:create',
    place: globalScope,
    resource: { kind: 'project', name: wanted.slug },
  });
  try {
    return await transact(ports.database, async (tx) => {
      const project = await tx.project.create({ data: { id: newId(), ...wanted } });
      await recordAudit(tx, actor, {
        action: 'project.create',
        resource: { kind: 'project', id: project.id, name: project.slug },
        place: { kind: 'project', projectId: project.id },
      });
      announce(tx, { type: 'project.changed', projectId: project.id });
      return project;
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw projectAlreadyExists(`There is already a project "${wanted.slug}".`, { cause: error });
  }
}
