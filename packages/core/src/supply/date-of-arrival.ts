import type { LocatedFile } from '../repositories/index.ts';

type Dates = Pick<LocatedFile, 'publishedAt' | 'isUndated' | 'isSelfDated' | 'listedAt'>;

/**
 * When a file that comes was published: as upstream's index says, else as upstream says of the file
 * itself, else by when an index told of it. Nobody gets past a wait for what is new by a date of
 * their own choosing.
 */
export function dateOfArrival(
  { publishedAt, isUndated = false, isSelfDated = false, listedAt = null }: Dates,
  said: Date | null,
): Date | null {
  if (publishedAt === null && said === null) return isUndated ? null : listedAt;
  if (publishedAt === null || said === null) return publishedAt ?? said;
  return isSelfDated && said > publishedAt ? said : publishedAt;
}
