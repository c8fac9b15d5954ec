import { type Artifact, type Decision, transact } from '@bonded/database';
import { z } from 'zod';
import { type Actor, authorise } from '../access/index.ts';
import { findArtifact } from '../catalogue/index.ts';
import { announce } from '../events/index.ts';
import { id, parseInput } from '../input/index.ts';
import type { Ports } from '../ports.ts';
import { recordAudit } from '../trail/index.ts';
import type { Verdict } from './facts.ts';
import { judgeArtifact, withCase } from './judge-artifact.ts';
import { recordStanding } from './record-decision.ts';
import { lockArtifact, settleArtifact } from './settle-artifact.ts';

const note = z
  .string()
  .trim()
  .min(3, 'Say why: whoever reads the log later will ask.')
  .max(2000, 'At most 2,000 characters.');

const input = z.object({ id, note });

export type ReviewArtifactInput = z.input<typeof input>;

export interface ReviewResult {
  readonly artifact: Artifact;
  /** The review's own receipt. */
  readonly decision: Decision;
}

type ReviewPorts = Pick<Ports, 'database'>;

/**
 * Lets an artifact out on a person's word. It covers what is known now: a finding that comes later
 * holds the artifact again. Errors: ARTIFACT_NOT_FOUND, ACCESS_DENIED, INVALID_INPUT.
 */
export function releaseArtifact(
  ports: ReviewPorts,
  actor: Actor,
  raw: ReviewArtifactInput,
): Promise<ReviewResult> {
  return review(ports, actor, raw, {
    effect: 'ALLOW',
    rule: 'released',
    action: 'artifact.release',
  });
}

/** Keeps an artifact in on a person's word, whatever a scan says. Errors as `releaseArtifact`. */
export function rejectArtifact(
  ports: ReviewPorts,
  actor: Actor,
  raw: ReviewArtifactInput,
): Promise<ReviewResult> {
  return review(ports, actor, raw, { effect: 'DENY', rule: 'rejected', action: 'artifact.reject' });
}

interface ReviewKind {
  readonly effect: 'ALLOW' | 'DENY';
  readonly rule: string;
  readonly action: string;
}

async function review(
  ports: ReviewPorts,
  actor: Actor,
  raw: ReviewArtifactInput,
  kind: ReviewKind,
): Promise<ReviewResult> {
  const wanted = parseInput(input, raw);
  const { artifact, place, resource } = await findArtifact(ports, actor, { id: wanted.id });
  await authorise(ports, actor, { action: 'artifact:review', place, resource });
  const verdict: Verdict = { effect: kind.effect, rule: kind.rule, reasons: [wanted.note] };
  return transact(ports.database, async (tx) => {
    await lockArtifact(tx, artifact.id);
    const where = { id: artifact.id };
    const found = await tx.artifact.findUniqueOrThrow({ where, include: withCase });
    // What came in since it was looked at was not reviewed.
    const reviewed = { ...found, contentAt: artifact.contentAt };
    const { facts, policy } = await judgeArtifact(tx, reviewed);
    const { decision } = await recordStanding(tx, {
      kind: 'REVIEW',
      artifact,
      subject: resource.name,
      verdict,
      facts,
      policy,
      review: { note: wanted.note, userId: actor.userId },
    });
    const details = { note: wanted.note, decision: decision.number };
    await recordAudit(tx, actor, { action: kind.action, resource, place, details });
    const settled = await settleArtifact(tx, actor, artifact.id);
    const ids = { projectId: place.projectId, repositoryId: place.repositoryId };
    announce(tx, { type: 'package.changed', ...ids, packageId: artifact.packageId });
    return { artifact: settled.artifact, decision };
  });
}
