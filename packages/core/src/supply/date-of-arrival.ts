import type { LocatedFile } from '../repositories/index.ts';

/**
 * When a file that comes was published: as upstream's index says, else as upstream says of the file
 * itself. Nobody gets past a wait for what is new by a date of their own choosing.
 */
export function dateOfArrival(
  { publishedAt, isSelfDated = false }: Pick<LocatedFile, 'publishedAt' | 'isSelfDated'>,
  said: Date | null,
): Date | null {
  if (publishedAt === null || said === null) return publishedAt ?? said;
  return isSelfDated && said > publishedAt ? said : publishedAt;
}
