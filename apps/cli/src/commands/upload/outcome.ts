import { AppError } from '@bonded/kernel';
import { z } from 'zod';
import { serverActFailed } from '../../errors.ts';
import type { Client } from '../../gateway/client.ts';
import { type Operation, run } from '../../gateway/operation.ts';
import { artifact, artifactRow } from '../artifact/artifact.ts';
import { decision } from '../decision/decision.ts';

export const outcomeRow = z.object({
  id: z.string(),
  state: z.string(),
  failure: z.string().nullable(),
  artifact: artifactRow.extend({ currentDecision: decision.row.nullable() }).nullable(),
});

export type Outcome = z.output<typeof outcomeRow>;

export const uploadOutcome: Operation<Outcome> = {
  document: `query UploadOutcome($id: ID!) {
    node(id: $id) {
      ... on Upload {
        id state failure
        artifact { ${artifact.fields} currentDecision { ${decision.fields} } }
      }
    }
  }`,
  at: 'node',
  row: outcomeRow,
};

/** What became of an upload. Errors: CLI_SERVER_ACT_FAILED when nothing did. */
export async function outcomeOf(client: Client, id: string): Promise<Outcome> {
  const outcome = await run(client, uploadOutcome, { id });
  if (outcome.failure !== null) throw serverActFailed(outcome.failure);
  return outcome;
}

/** The one line about something that was uploaded and is not to be had yet. */
export function heldLine({ artifact: made }: Outcome): string | null {
  const receipt = made?.currentDecision;
  if (made === null || receipt == null || receipt.effect === 'ALLOW') return null;
  const verb = receipt.effect === 'DENY' ? 'blocked' : 'held';
  const why = receipt.reasons.join(' ');
  return `${receipt.subject} is ${verb} (${receipt.number}). ${why} ${receipt.howToUnblock}`;
}

/** An answer without a body said only a status: the upload itself knows more. */
export async function explain(client: Client, id: string, error: Error): Promise<Error> {
  if (!(error instanceof AppError) || error.code !== 'SERVER') return error;
  try {
    await outcomeOf(client, id);
    return error;
  } catch (better) {
    return better instanceof AppError && better.code === 'CLI_SERVER_ACT_FAILED' ? better : error;
  }
}

/** What came of it is gone when it was deleted, or when other content has taken its path. */
export async function isCurrent(client: Client, id: string): Promise<boolean> {
  const { artifact: made } = await outcomeOf(client, id);
  return made !== null && made.state !== 'DELETED';
}
