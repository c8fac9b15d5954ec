import { type Actor, artifactsWhere } from '@bonded/core/access';
import type { Artifact, PrismaClient } from '@bonded/database';

/** The artifacts that were made of refs, as far as the actor may see them, in the refs' order. */
export async function loadTakenIn(
  prisma: PrismaClient,
  actor: Actor,
  ids: readonly string[],
): Promise<(Artifact | null)[]> {
  const refs = await prisma.vcsRef.findMany({
    where: { id: { in: [...ids] }, version: { not: null } },
    select: { id: true, version: true, source: { select: { packageId: true } } },
  });
  const artifacts = await prisma.artifact.findMany({
    where: {
      packageId: { in: [...new Set(refs.map(({ source }) => source.packageId))] },
      version: { in: refs.flatMap(({ version }) => version ?? []) },
      AND: artifactsWhere(actor),
    },
  });
  const keyOf = (packageId: string, version: string | null) => `${packageId} ${version}`;
  const byKey = new Map(artifacts.map((row) => [keyOf(row.packageId, row.version), row]));
  const byRef = new Map(
    refs.map(({ id, version, source }) => [id, byKey.get(keyOf(source.packageId, version))]),
  );
  return ids.map((id) => byRef.get(id) ?? null);
}
