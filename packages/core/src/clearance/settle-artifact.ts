import {
  type Artifact,
  type ArtifactState,
  addJob,
  type Decision,
  type Tx,
} from '@bonded/database';
import { assert } from '@bonded/kernel';
import type { Actor } from '../access/index.ts';
import { announce } from '../events/index.ts';
import { recordAudit } from '../trail/index.ts';
import { coolsAt } from './clear.ts';
import type { ClearancePolicy, Verdict } from './facts.ts';
import { decisionEntry, judgeArtifact, withCase } from './judge-artifact.ts';
import { recordStanding } from './record-decision.ts';

/** Where a verdict takes an artifact. What was out already and may no longer be is recalled. */
export function stateAfter(state: ArtifactState, verdict: Verdict): ArtifactState {
  if (state === 'DELETED') return 'DELETED';
  if (verdict.effect === 'ALLOW') return 'RELEASED';
  if (verdict.rule === 'rejected') return 'REJECTED';
  return state === 'RELEASED' || state === 'RECALLED' ? 'RECALLED' : 'QUARANTINED';
}

/**
 * Judges an artifact anew and moves it where the verdict says, in the caller's transaction:
 * decision, state, audit event and announcement stand or fall together. What was said before and
 * changes nothing is not logged again.
 */
export async function settleArtifact(
  tx: Tx,
  actor: Actor,
  artifactId: string,
): Promise<{ readonly artifact: Artifact; readonly decision: Decision }> {
  await lockArtifact(tx, artifactId);
  const before = await tx.artifact.findUnique({ where: { id: artifactId }, include: withCase });
  assert(before !== null, 'only an existing artifact is settled');
  const draft = { kind: 'PUBLISH', ...(await judgeArtifact(tx, before)) } as const;
  const { decision, isNew } = await recordStanding(tx, draft);
  const state = stateAfter(before.state, draft.verdict);
  const runAt = draft.verdict.rule === 'cooldown' ? coolAt(before, draft.policy) : null;
  const artifact = await tx.artifact.update({
    where: { id: artifactId },
    data: { ...moveTo(before, state), coolsAt: runAt },
  });
  if (runAt !== null) await settleWhenCool(tx, artifactId, runAt);
  if (isNew || state !== before.state) {
    await recordAudit(tx, actor, decisionEntry(before, decision, { state }));
  }
  announce(tx, {
    type: 'artifact.changed',
    projectId: before.repository.projectId,
    repositoryId: before.repositoryId,
    packageId: before.packageId,
    artifactId,
  });
  return { artifact, decision };
}

function coolAt(
  { upstreamAt: publishedAt, createdAt: seenAt }: Artifact,
  { cooldownHours }: ClearancePolicy,
): Date {
  return coolsAt({ publishedAt, seenAt }, cooldownHours);
}

/** Nothing else happens when it is old enough: a job of its own judges it then. */
async function settleWhenCool(tx: Tx, artifactId: string, runAt: Date): Promise<void> {
  await addJob(tx, 'settle_artifact', { artifactId }, { runAt, jobKey: `cool:${artifactId}` });
}

/** Puts verdicts about one artifact in order: the last one saw what all others wrote. */
export async function lockArtifact(tx: Tx, artifactId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM artifacts WHERE id = ${artifactId}::uuid FOR UPDATE`;
}

function moveTo(before: Artifact, state: ArtifactState) {
  const isReleasedNow = state === 'RELEASED' && before.releasedAt === null;
  return {
    state,
    outAt: state === 'RELEASED' ? (before.upstreamAt ?? before.createdAt) : null,
    ...(isReleasedNow ? { releasedAt: new Date() } : {}),
  };
}
