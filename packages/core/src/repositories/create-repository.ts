import { isUniqueViolation, transact } from '@bonded/database';
import { newId } from '@bonded/kernel';
import { z } from 'zod';
import { type Actor, authorise } from '../access/index.ts';
import { announce } from '../events/index.ts';
import { description, displayName, parseInput, slug } from '../input/index.ts';
import type { Ports } from '../ports.ts';
import { findProject, placeOfProject } from '../projects/index.ts';
import { recordAudit } from '../trail/index.ts';
import { formatUnsupported, repositoryAlreadyExists } from './errors.ts';
import type { RepositoryWithProject } from './find-repository.ts';

const input = z.object({
  project: slug,
  slug,
  name: displayName.optional(),
  description: description.default(''),
  format: z.enum([
    'NPM',
    'RAW',
    'MAVEN',
    'OCI',
    'NUGET',
    'PYPI',
    'GO',
    'COMPOSER',
    'HELM',
    'CARGO',
  ]),
  kind: z.enum(['HOSTED', 'PROXY', 'GROUP']),
  isPublic: z.boolean().default(false),
});

export type CreateRepositoryInput = z.input<typeof input>;

/** What this installation serves, for each kind of repository. */
export const servedFormats = {
  HOSTED: ['NPM', 'RAW'],
  PROXY: [],
  GROUP: [],
} as const satisfies Record<string, readonly string[]>;

/** Makes a repository. Errors: PROJECT_NOT_FOUND, REPOSITORY_ALREADY_EXISTS, FORMAT_UNSUPPORTED. */
export async function createRepository(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  raw: CreateRepositoryInput,
): Promise<RepositoryWithProject> {
  const { project: projectSlug, ...wanted } = parseInput(input, raw);
  const project = await findProject(ports, actor, { slug: projectSlug });
  await authorise(ports, actor, {
    action: 'repository:create',
    place: placeOfProject(project),
    resource: { kind: 'repository', name: `${project.slug}/${wanted.slug}` },
  });
  requireServed(wanted.kind, wanted.format);
  const data = { ...wanted, name: wanted.name ?? wanted.slug, id: newId(), projectId: project.id };
  try {
    return await transact(ports.database, async (tx) => {
      const repository = await tx.repository.create({ data, include: { project: true } });
      const place = {
        kind: 'repository',
        projectId: project.id,
        repositoryId: repository.id,
      } as const;
      await recordAudit(tx, actor, {
        action: 'repository.create',
        resource: {
          kind: 'repository',
          id: repository.id,
          name: `${project.slug}/${repository.slug}`,
        },
        place,
        details: { format: wanted.format, kind: wanted.kind, isPublic: wanted.isPublic },
      });
      await announce(tx, { type: 'repository.changed', ...idsOf(repository) });
      return repository;
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw repositoryAlreadyExists(
      `There is already a repository "${project.slug}/${wanted.slug}".`,
      { cause: error },
    );
  }
}

function requireServed(kind: keyof typeof servedFormats, format: string): void {
  const served: readonly string[] = servedFormats[kind];
  if (served.includes(format)) return;
  throw formatUnsupported(
    `This installation has no ${kind.toLowerCase()} repositories for ${format.toLowerCase()}.`,
    { details: { kind, format, served } },
  );
}

export function idsOf(repository: { id: string; projectId: string }) {
  return { projectId: repository.projectId, repositoryId: repository.id };
}
