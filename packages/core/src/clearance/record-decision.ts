import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Artifact, Decision, DecisionKind, Prisma, Tx } from '@bonded/database';
import { assert, newId } from '@bonded/kernel';
import { newDecisionNumber } from './decision-number.ts';
import type { ClearanceFacts, ClearancePolicy, Verdict } from './facts.ts';

export interface DecisionDraft {
  readonly kind: DecisionKind;
  readonly artifact: Pick<Artifact, 'id' | 'repositoryId'>;
  /** `project/repository/name@version`. */
  readonly subject: string;
  readonly verdict: Verdict;
  readonly facts: ClearanceFacts;
  readonly policy: ClearancePolicy;
  /** A person's words; only reviews have an author. */
  readonly review?: { readonly note: string; readonly userId: string | null };
}

const collisionsMax = 4;

export interface RecordedDecision {
  readonly decision: Decision;
  /** False when the same was said before, and this is the receipt of then. */
  readonly isNew: boolean;
}

/** Writes the receipt, or finds the one that says the same: asking twice gives one number. */
export async function recordDecision(
  tx: Pick<Tx, 'decision'>,
  draft: DecisionDraft,
): Promise<RecordedDecision> {
  const row = rowOf(draft);
  const known = await tx.decision.findUnique({ where: { fingerprint: row.fingerprint } });
  return known === null ? insertDecision(tx, row) : { decision: known, isNew: false };
}

/**
 * Writes what stands from now on, unless it is what stood already. Of this kind the newest decision
 * about an artifact is therefore the one that stands. The caller has locked the artifact.
 */
export async function recordStanding(
  tx: Pick<Tx, 'decision'>,
  draft: DecisionDraft,
): Promise<RecordedDecision> {
  const standing = await tx.decision.findFirst({
    where: { artifactId: draft.artifact.id, kind: draft.kind },
    orderBy: { createdAt: 'desc' },
  });
  // A review is an act: two of them are two receipts, whatever they say.
  if (standing !== null && draft.review === undefined && saysTheSame(standing, draft)) {
    return { decision: standing, isNew: false };
  }
  return insertDecision(tx, { ...rowOf(draft, standing?.number), createdAt: justAfter(standing) });
}

/** The state only says where the last verdict led, so it is no news. */
function saysTheSame(standing: Decision, draft: DecisionDraft): boolean {
  const { effect, rule } = draft.verdict;
  if (standing.effect !== effect || standing.rule !== rule) return false;
  // NOTE: a decision's facts are a ClearanceFacts, written from one.
  const before = standing.facts as unknown as ClearanceFacts;
  return (
    isDeepStrictEqual({ ...before, state: null }, { ...draft.facts, state: null }) &&
    isDeepStrictEqual(standing.policy, draft.policy)
  );
}

/** Clocks of two replicas differ; the order of an artifact's decisions must not. */
function justAfter(standing: Decision | null): Date {
  return new Date(Math.max(Date.now(), (standing?.createdAt.getTime() ?? 0) + 1));
}

export type DecisionRow = Omit<Prisma.DecisionCreateManyInput, 'number'>;

/** Gives the row a number; the one that has its fingerprint already is the same receipt. */
export async function insertDecision(
  tx: Pick<Tx, 'decision'>,
  row: DecisionRow,
): Promise<RecordedDecision> {
  // A taken number and a taken fingerprint both insert nothing; only the first means "try again".
  for (let collisions = 0; collisions <= collisionsMax; collisions += 1) {
    const [written] = await tx.decision.createManyAndReturn({
      data: [{ ...row, number: newDecisionNumber(collisions) }],
      skipDuplicates: true,
    });
    if (written !== undefined) return { decision: written, isNew: true };
    const known = await tx.decision.findUnique({ where: { fingerprint: row.fingerprint } });
    if (known !== null) return { decision: known, isNew: false };
  }
  assert(false, 'five random receipt numbers of growing length do not all collide');
}

/** `after` is the number of the decision that this one replaces. */
function rowOf(draft: DecisionDraft, after?: string): DecisionRow {
  return {
    id: newId(),
    kind: draft.kind,
    effect: draft.verdict.effect,
    repositoryId: draft.artifact.repositoryId,
    artifactId: draft.artifact.id,
    subject: draft.subject,
    rule: draft.verdict.rule,
    reasons: [...draft.verdict.reasons],
    // NOTE: facts are plain data; only an index signature is missing from their type.
    facts: draft.facts as unknown as Prisma.InputJsonObject,
    policy: { ...draft.policy },
    fingerprint: fingerprintOf(draft, after),
    note: draft.review?.note ?? null,
    userId: draft.review?.userId ?? null,
  };
}

function fingerprintOf(draft: DecisionDraft, after: string | undefined): string {
  const { kind, artifact, verdict, facts, policy } = draft;
  const said = [kind, artifact.id, verdict, facts, policy, after ?? null];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}
