import type { Place } from '@bonded/core/access';
import type { GraphqlContext } from './context.ts';

/** Where a row lives, when the row only names its repository. Looked up once an operation, in batches. */
export function placeOfContent(
  row: { readonly repositoryId: string },
  context: GraphqlContext,
): Promise<Place> {
  return context.loaders.places.load(row.repositoryId);
}

/** A repository as a place: the row itself says everything. */
export function placeOfRow(row: {
  readonly id: string;
  readonly projectId: string;
  readonly isPublic: boolean;
}): Place {
  return {
    kind: 'repository',
    projectId: row.projectId,
    repositoryId: row.id,
    isPublic: row.isPublic,
  };
}
