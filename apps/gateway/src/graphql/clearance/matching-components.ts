import type { Prisma } from '@bonded/database';

export interface WantedComponents {
  readonly search?: string | null | undefined;
  readonly relations?: readonly ('self' | 'bundled' | 'dependency')[] | null | undefined;
}

/** Components of an artifact, narrowed to what is wanted. */
export function matchingComponents({
  search,
  relations,
}: WantedComponents): Prisma.ComponentWhereInput {
  return {
    ...(search == null || search === ''
      ? {}
      : { purl: { contains: search, mode: 'insensitive' as const } }),
    ...(relations == null ? {} : { relation: { in: [...relations] } }),
  };
}
