import type { Artifact, ArtifactState, Decision, Tx } from '@bonded/database';
import { assert, formatCoordinates } from '@bonded/kernel';
import type { Actor } from '../access/index.ts';
import { announce } from '../events/index.ts';
import { recordAudit } from '../trail/index.ts';
import { clear, type Verdict } from './clear.ts';
import { loadFacts } from './load-facts.ts';
import { currentPolicyRow, policyOf } from './policy.ts';
import { recordDecision } from './record-decision.ts';

export const withPlace = {
  package: true,
  repository: { include: { project: true } },
} as const;

/** Where a verdict takes an artifact. What was out already and may no longer be is recalled. */
export function stateAfter(state: ArtifactState, verdict: Verdict): ArtifactState {
  if (state === 'DELETED') return 'DELETED';
  if (verdict.effect === 'ALLOW') return 'RELEASED';
  if (verdict.rule === 'rejected') return 'REJECTED';
  return state === 'RELEASED' || state === 'RECALLED' ? 'RECALLED' : 'QUARANTINED';
}

/**
 * Judges an artifact anew and moves it where the verdict says, in the caller's transaction:
 * decision, state, audit event and announcement stand or fall together.
 */
export async function settleArtifact(
  tx: Tx,
  actor: Actor,
  artifactId: string,
): Promise<{ readonly artifact: Artifact; readonly decision: Decision }> {
  // The row lock puts verdicts about one artifact in order: the last one saw what all others wrote.
  await tx.$queryRaw`SELECT 1 FROM artifacts WHERE id = ${artifactId}::uuid FOR UPDATE`;
  const before = await tx.artifact.findUnique({ where: { id: artifactId }, include: withPlace });
  assert(before !== null, 'only an existing artifact is settled');
  const facts = await loadFacts(tx, before);
  const policy = policyOf(await currentPolicyRow(tx, before.repositoryId));
  const verdict = clear(facts, policy);
  const subject = formatCoordinates({
    project: before.repository.project.slug,
    repository: before.repository.slug,
    name: before.package.name,
    version: before.version,
  });
  const draft = { kind: 'PUBLISH', artifact: before, subject, verdict, facts, policy } as const;
  const decision = await recordDecision(tx, draft);
  const artifact = await tx.artifact.update({
    where: { id: artifactId },
    data: moveTo(before, stateAfter(before.state, verdict)),
  });
  const place = {
    kind: 'repository',
    projectId: before.repository.projectId,
    repositoryId: before.repositoryId,
  } as const;
  await recordAudit(tx, actor, {
    action: `decision.${verdict.effect.toLowerCase()}`,
    resource: { kind: 'artifact', id: artifactId, name: subject },
    place,
    details: { decision: decision.number, rule: verdict.rule, state: artifact.state },
  });
  const ids = { projectId: place.projectId, repositoryId: place.repositoryId };
  await announce(tx, {
    type: 'artifact.changed',
    ...ids,
    packageId: before.packageId,
    artifactId,
  });
  return { artifact, decision };
}

function moveTo(before: Artifact, state: ArtifactState) {
  const isReleasedNow = state === 'RELEASED' && before.releasedAt === null;
  return { state, ...(isReleasedNow ? { releasedAt: new Date() } : {}) };
}
