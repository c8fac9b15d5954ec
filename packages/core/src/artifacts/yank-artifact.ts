import type { Artifact } from '@bonded/database';
import { z } from 'zod';
import { type Actor, authorise } from '../access/index.ts';
import { artifactNotFound, findArtifact } from '../catalogue/index.ts';
import { id, parseInput } from '../input/index.ts';
import type { Ports } from '../ports.ts';
import { changePackage } from './change-package.ts';

const input = z.object({
  id,
  isYanked: z.boolean(),
  reason: z.string().trim().max(1000, 'At most 1,000 characters.').default(''),
});

/**
 * Takes a version back, or brings it out again: whoever has it pinned still gets it, nobody else
 * finds it (yank in PyPI and Cargo, unlist in NuGet). Errors: ARTIFACT_NOT_FOUND, ACCESS_DENIED.
 */
export async function yankArtifact(
  ports: Pick<Ports, 'database' | 'clock'>,
  actor: Actor,
  raw: z.input<typeof input>,
): Promise<Artifact> {
  const { id: artifactId, isYanked, reason } = parseInput(input, raw);
  const { artifact, place, resource } = await findArtifact(ports, actor, { id: artifactId });
  await authorise(ports, actor, { action: 'artifact:publish', place, resource });
  const audit = { action: 'artifact.yank', resource, place, details: { isYanked, reason } };
  const change = { packageId: artifact.packageId, artifactId, place, audit };
  const data = isYanked
    ? { yankedAt: ports.clock.now(), yankedReason: reason }
    : { yankedAt: null, yankedReason: null };
  return changePackage(ports, actor, change, async (tx) => {
    const where = { id: artifactId, deletedAt: null };
    const { count } = await tx.artifact.updateMany({ where, data });
    // Found a moment ago, and deleted by somebody else since.
    if (count === 0) throw artifactNotFound('There is no such artifact.');
    return tx.artifact.findUniqueOrThrow({ where: { id: artifactId } });
  });
}
