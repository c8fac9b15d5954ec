import type { Place } from '@bonded/core/access';
import type { GraphqlContext } from './context.ts';

/** Where a row lives that only names its repository: looked up in batches, once an operation. */
export function placeOfContent(
  row: { readonly repositoryId: string },
  context: GraphqlContext,
): Promise<Place> {
  return context.loaders.places.load(row.repositoryId);
}
