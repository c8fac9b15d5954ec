import type { Tx } from '@bonded/database';

/** What a project holds, each blob once, and what it may hold. */
export interface Quota {
  readonly usedBytes: bigint;
  /** Null: as much as there is room for. */
  readonly limitBytes: bigint | null;
}

/** From these parts of the limit on, people are told. */
const levels = [
  { level: 'FULL', percent: 100n },
  { level: 'NEARLY_FULL', percent: 95n },
  { level: 'HIGH', percent: 80n },
] as const;

export const quotaLevels = ['LOW', 'HIGH', 'NEARLY_FULL', 'FULL'] as const;

export type QuotaLevel = (typeof quotaLevels)[number];

export function quotaLevelOf({ usedBytes, limitBytes }: Quota): QuotaLevel {
  if (limitBytes === null) return 'LOW';
  return levels.find(({ percent }) => usedBytes * 100n >= limitBytes * percent)?.level ?? 'LOW';
}

/** A project that never held anything has no row. */
const untouched: Quota = { usedBytes: 0n, limitBytes: null };

export async function readQuota(
  client: Pick<Tx, 'projectStorage'>,
  projectId: string,
): Promise<Quota> {
  return (await client.projectStorage.findUnique({ where: { projectId } })) ?? untouched;
}

/** In the order in which they are asked for. */
export async function readQuotas(
  client: Pick<Tx, 'projectStorage'>,
  projectIds: readonly string[],
): Promise<Quota[]> {
  const rows = await client.projectStorage.findMany({
    where: { projectId: { in: [...projectIds] } },
  });
  const byProject = new Map(rows.map((row) => [row.projectId, row]));
  return projectIds.map((id) => byProject.get(id) ?? untouched);
}

export interface NeededBlob {
  /** Null where nobody knows it before the bytes are here. */
  readonly digest: string | null;
  readonly sizeBytes: number;
}

/** What the project does not hold already: the rest costs it nothing. */
export async function missingBytes(
  client: Pick<Tx, 'projectBlob'>,
  projectId: string,
  needed: readonly NeededBlob[],
): Promise<bigint> {
  const digests = needed.flatMap(({ digest }) => digest ?? []);
  const held = await client.projectBlob.findMany({
    where: { projectId, digest: { in: digests } },
    select: { digest: true },
  });
  const known = new Set<string | null>(held.map(({ digest }) => digest));
  const missing = new Map(needed.map(({ digest, sizeBytes }) => [digest, sizeBytes]));
  let sum = 0n;
  for (const [digest, sizeBytes] of missing) sum += known.has(digest) ? 0n : BigInt(sizeBytes);
  return sum;
}
