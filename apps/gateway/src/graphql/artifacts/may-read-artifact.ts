import { can } from '@bonded/core/access';
import type { Artifact } from '@bonded/database';
import type { GraphqlContext } from '../context.ts';
import { placeOfContent } from '../places.ts';

/** What the judgement below needs of a row. */
export const judgedBy = {
  select: { id: true, repositoryId: true, state: true, deletedAt: true },
} as const;

/** The rule of `artifactsWhere`, for a row that came by another way than a filtered list. */
export async function mayReadArtifact(
  artifact: Pick<Artifact, 'repositoryId' | 'state' | 'deletedAt'>,
  context: GraphqlContext,
): Promise<boolean> {
  if (artifact.deletedAt !== null) return false;
  const place = await placeOfContent(artifact, context);
  if (can(context.actor, 'artifact:read-held', place)) return true;
  return artifact.state === 'RELEASED' && can(context.actor, 'artifact:read', place);
}
