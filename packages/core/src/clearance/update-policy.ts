import { addJob, type Policy, transact } from '@bonded/database';
import { newId } from '@bonded/kernel';
import { z } from 'zod';
import { type Actor, authorise } from '../access/index.ts';
import { announce } from '../events/index.ts';
import { id, parseInput } from '../input/index.ts';
import type { Ports } from '../ports.ts';
import { findRepository, placeOfRepository, repositoryPath } from '../repositories/index.ts';
import { recordAudit } from '../trail/index.ts';
import type { ClearancePolicy } from './facts.ts';
import { currentPolicyRow, policyOf } from './policy.ts';

const cooldownHoursMax = 365 * 24;

const input = z.object({
  repositoryId: id,
  blockSeverity: z.enum(['none', 'low', 'medium', 'high', 'critical']),
  blockMalware: z.boolean(),
  holdUnscanned: z.boolean(),
  /** Left out, it stays as it is. */
  cooldownHours: z.int().min(0).max(cooldownHoursMax).optional(),
  /** Null takes it away. */
  upstreamUntil: z.date().nullish(),
  isMonitoring: z.boolean().optional(),
});

/**
 * Gives a repository its next policy. Downloads obey it at once; the worker then moves every
 * artifact to where the new policy wants it. Errors: REPOSITORY_NOT_FOUND, ACCESS_DENIED.
 */
export async function updatePolicy(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  raw: z.input<typeof input>,
): Promise<Policy> {
  const { repositoryId, cooldownHours, upstreamUntil, isMonitoring, ...wanted } = parseInput(
    input,
    raw,
  );
  const repository = await findRepository(ports, actor, { id: repositoryId });
  const place = placeOfRepository(repository);
  const resource = { kind: 'policy', id: repositoryId, name: repositoryPath(repository) };
  await authorise(ports, actor, { action: 'policy:update', place, resource });
  return transact(ports.database, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM repositories WHERE id = ${repositoryId}::uuid FOR UPDATE`;
    const before = policyOf(await currentPolicyRow(tx, repositoryId), repository.kind);
    const version = before.version + 1;
    const rules = {
      ...wanted,
      cooldownHours: cooldownHours ?? before.cooldownHours,
      upstreamUntil: until(upstreamUntil, before),
      isMonitoring: isMonitoring ?? before.isMonitoring,
    };
    const policy = await tx.policy.create({
      data: { id: newId(), repositoryId, version, ...rules, createdById: actor.userId },
    });
    const details = { version, ...rules };
    await recordAudit(tx, actor, { action: 'policy.update', resource, place, details });
    await addJob(tx, 'settle_repository', { repositoryId }, { jobKey: `settle:${repositoryId}` });
    announce(tx, { type: 'repository.changed', projectId: place.projectId, repositoryId });
    return policy;
  });
}

/** Left out, it stays as it is. */
function until(wanted: Date | null | undefined, before: Pick<ClearancePolicy, 'upstreamUntil'>) {
  return wanted === undefined ? before.upstreamUntil : (wanted?.toISOString() ?? null);
}
