import { assert } from '@bonded/kernel';
import type { Ports } from '../ports.ts';
import type { RepositoryWithProject, ServedFormat } from '../repositories/index.ts';

/** The format of a repository. */
export function formatOf(
  { formats }: Pick<Ports, 'formats'>,
  { format }: Pick<RepositoryWithProject, 'format'>,
): ServedFormat {
  const found = formats.find(({ id }) => id === format);
  assert(found !== undefined, 'a repository is only made in a format that is served');
  return found;
}
