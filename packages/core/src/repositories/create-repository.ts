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
import { auditedSupply, checkSupply, writeSupply } from './save-supply.ts';
import type { ServedFormat } from './served-format.ts';
import { splitSupply, supplyInput } from './supply-input.ts';
import { versionRulesOf } from './version-rules.ts';

export const repositoryFormat = z.enum([
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
]);

const input = z.object({
  project: slug,
  slug,
  name: displayName.optional(),
  description: description.default(''),
  format: repositoryFormat,
  kind: z.enum(['HOSTED', 'PROXY', 'GROUP']),
  isPublic: z.boolean().default(false),
  canOverwrite: z.boolean().optional(),
  canDelete: z.boolean().optional(),
  canReuseVersions: z.boolean().optional(),
  ...supplyInput,
});

export type CreateRepositoryInput = z.input<typeof input>;

/**
 * Makes a repository, by the conventions of its format where nothing else is said. Errors:
 * PROJECT_NOT_FOUND, REPOSITORY_ALREADY_EXISTS, FORMAT_UNSUPPORTED, REPOSITORY_RULE_UNSUPPORTED,
 * SUPPLY_INVALID, REPOSITORY_NOT_FOUND (a member).
 */
export async function createRepository(
  ports: Pick<Ports, 'database' | 'formats' | 'upstreams'>,
  actor: Actor,
  raw: CreateRepositoryInput,
): Promise<RepositoryWithProject> {
  const { own, supply: wishes } = splitSupply(parseInput(input, raw));
  const { project: projectSlug, ...wanted } = own;
  const project = await findProject(ports, actor, { slug: projectSlug });
  await authorise(ports, actor, {
    action: 'repository:create',
    place: placeOfProject(project),
    resource: { kind: 'repository', name: `${project.slug}/${wanted.slug}` },
  });
  const rules = versionRulesOf(requireServed(ports, wanted), wanted);
  const supply = await checkSupply(ports, actor, { ...wanted, project }, wishes);
  const name = wanted.name ?? wanted.slug;
  const said = auditedSupply(supply);
  const { writeTargetId = null } = supply;
  const data = {
    ...{ ...wanted, ...rules, name, writeTargetId },
    ...{ id: newId(), projectId: project.id },
  };
  try {
    return await transact(ports.database, async (tx) => {
      const repository = await tx.repository.create({ data, include: { project: true } });
      await writeSupply(tx, ports, repository, supply);
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
        details: {
          format: wanted.format,
          kind: wanted.kind,
          isPublic: wanted.isPublic,
          ...rules,
          ...said,
        },
      });
      announce(tx, { type: 'repository.changed', ...idsOf(repository) });
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

/** Errors: FORMAT_UNSUPPORTED. */
export function requireServed(
  ports: Pick<Ports, 'formats'>,
  { kind, format }: Pick<z.output<typeof input>, 'kind' | 'format'>,
): ServedFormat {
  const served = ports.formats.filter(({ kinds }) => kinds.includes(kind));
  const found = served.find(({ id }) => id === format);
  if (found !== undefined) return found;
  throw formatUnsupported(
    `This installation has no ${kind.toLowerCase()} repositories for ${format.toLowerCase()}.`,
    { details: { kind, format, served: served.map(({ id }) => id) } },
  );
}

export function idsOf(repository: { id: string; projectId: string }) {
  return { projectId: repository.projectId, repositoryId: repository.id };
}
