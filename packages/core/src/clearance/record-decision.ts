import { createHash } from 'node:crypto';
import type { Artifact, Decision, DecisionKind, Prisma, Tx } from '@bonded/database';
import { assert, newId } from '@bonded/kernel';
import type { ClearanceFacts, ClearancePolicy, Verdict } from './clear.ts';
import { newDecisionNumber } from './decision-number.ts';

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

/**
 * Writes the receipt, or finds the one that says the same already: asking twice gives one number.
 */
export async function recordDecision(
  tx: Pick<Tx, 'decision'>,
  draft: DecisionDraft,
): Promise<Decision> {
  const data = {
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
    fingerprint: fingerprintOf(draft),
    note: draft.review?.note ?? null,
    userId: draft.review?.userId ?? null,
  };
  // A duplicate number and a duplicate fingerprint both insert nothing; only the first means "try
  // again".
  for (let collisions = 0; collisions <= collisionsMax; collisions += 1) {
    await tx.decision.createMany({
      data: [{ ...data, number: newDecisionNumber(collisions) }],
      skipDuplicates: true,
    });
    const written = await tx.decision.findUnique({ where: { fingerprint: data.fingerprint } });
    if (written !== null) return written;
  }
  assert(false, 'five random receipt numbers of growing length do not all collide');
}

function fingerprintOf(draft: DecisionDraft): string {
  // A review is an act: two of them are two receipts, whatever they say.
  const act = draft.review === undefined ? null : newId();
  const said = [draft.kind, draft.artifact.id, draft.verdict, draft.facts, draft.policy, act];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}
