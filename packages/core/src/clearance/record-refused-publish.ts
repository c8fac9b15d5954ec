import { createHash } from 'node:crypto';
import type { Prisma, Tx } from '@bonded/database';
import { newId } from '@bonded/kernel';
import type { Verdict } from './facts.ts';
import { insertDecision, type RecordedDecision } from './record-decision.ts';

export interface RefusedPublish {
  readonly repositoryId: string;
  /** `project/repository/name@version`, as far as it is known. */
  readonly subject: string;
  readonly verdict: Verdict;
  readonly facts: Prisma.InputJsonObject;
  readonly policy: Prisma.InputJsonObject;
}

/**
 * The receipt of what never came to be: there is no artifact that it is about. Said again of the
 * same facts it is the same receipt.
 */
export function recordRefusedPublish(
  tx: Pick<Tx, 'decision'>,
  refused: RefusedPublish,
): Promise<RecordedDecision> {
  const { verdict, ...row } = refused;
  const said = JSON.stringify(['PUBLISH', refused]);
  return insertDecision(tx, {
    ...row,
    id: newId(),
    kind: 'PUBLISH',
    effect: verdict.effect,
    rule: verdict.rule,
    reasons: [...verdict.reasons],
    fingerprint: createHash('sha256').update(said).digest('hex'),
  });
}
