import { can } from '@bonded/core/access';
import { hiddenRepository, placeOfRepository } from '@bonded/core/repositories';
import type { FormatCall } from './format.ts';

/**
 * Metadata takes the right to see artifacts, which somebody who may see the repository need not
 * have.
 */
export function requireReader({ actor, repository }: FormatCall): void {
  if (!can(actor, 'artifact:read', placeOfRepository(repository))) throw hiddenRepository(actor);
}
