import type { Artifact } from '@bonded/database';
import { z } from 'zod';
import { type Actor, authorise } from '../access/index.ts';
import { artifactNotFound, findArtifact } from '../catalogue/index.ts';
import { id, parseInput } from '../input/index.ts';
import type { Ports } from '../ports.ts';
import { changePackage } from './change-package.ts';

const input = z.object({ id, message: z.string().trim().max(1000, 'At most 1,000 characters.') });

/** Warns installers away from a version; an empty message takes the warning back. */
export async function deprecateArtifact(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  raw: z.input<typeof input>,
): Promise<Artifact> {
  const { id: artifactId, message } = parseInput(input, raw);
  const { artifact, place, resource } = await findArtifact(ports, actor, { id: artifactId });
  await authorise(ports, actor, { action: 'artifact:publish', place, resource });
  const deprecation = message === '' ? null : message;
  const audit = { action: 'artifact.deprecate', resource, place, details: { message } };
  const change = { packageId: artifact.packageId, artifactId, place, audit };
  return changePackage(ports, actor, change, async (tx) => {
    const where = { id: artifactId, deletedAt: null };
    const { count } = await tx.artifact.updateMany({ where, data: { deprecation } });
    // Found a moment ago, and deleted by somebody else since.
    if (count === 0) throw artifactNotFound('There is no such artifact.');
    return tx.artifact.findUniqueOrThrow({ where: { id: artifactId } });
  });
}
