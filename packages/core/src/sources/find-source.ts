import type { VcsSource } from '@bonded/database';
import { isId } from '@bonded/kernel';
import { type Action, type Actor, authorise, can } from '../access/index.ts';
import type { Ports } from '../ports.ts';
import {
  placeOfRepository,
  type RepositoryWithProject,
  repositoryPath,
} from '../repositories/index.ts';
import { sourceNotFound } from './errors.ts';

/** Who looks after a repository looks after its sources. */
export const sourceAction: Action = 'repository:update';

export type PlacedSource = VcsSource & { readonly repository: RepositoryWithProject };

export const withRepository = { repository: { include: { project: true } } } as const;

export interface FoundSource {
  readonly source: PlacedSource;
  readonly place: ReturnType<typeof placeOfRepository>;
  readonly resource: { readonly kind: string; readonly id: string; readonly name: string };
}

/** What the log calls a source. */
export function sourceResource(source: PlacedSource): FoundSource['resource'] {
  const name = `${repositoryPath(source.repository)}/${source.name}`;
  return { kind: 'vcs-source', id: source.id, name };
}

/** A source that the actor may change. Errors: SOURCE_NOT_FOUND, ACCESS_DENIED. */
export async function findSource(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  { id }: { readonly id: string },
): Promise<FoundSource> {
  const source = isId(id)
    ? await ports.database.prisma.vcsSource.findUnique({ where: { id }, include: withRepository })
    : null;
  const place = source === null ? null : placeOfRepository(source.repository);
  if (source === null || place === null || !can(actor, 'repository:read', place)) {
    throw sourceNotFound('There is no such source, or you may not see it.');
  }
  const resource = sourceResource(source);
  await authorise(ports, actor, { action: sourceAction, place, resource });
  return { source, place, resource };
}
