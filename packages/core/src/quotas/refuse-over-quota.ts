import { transact } from '@bonded/database';
import { type AppError, formatBytes } from '@bonded/kernel';
import type { Actor } from '../access/index.ts';
import { receiptText, recordRefusedPublish } from '../clearance/index.ts';
import type { Ports } from '../ports.ts';
import {
  placeOfRepository,
  type RepositoryWithProject,
  repositoryPath,
} from '../repositories/index.ts';
import { recordRefusal } from '../trail/index.ts';
import { quotaExceeded } from './errors.ts';
import { missingBytes, type NeededBlob, type Quota, readQuota } from './quota.ts';

export interface Refused {
  readonly repository: RepositoryWithProject;
  /** What of the repository was to get the bytes: `name@version`; null where nobody knows yet. */
  readonly name: string | null;
  readonly action: 'artifact.publish' | 'blob.deposit' | 'upload.create';
  readonly needed: readonly NeededBlob[];
}

/**
 * Writes the receipt of something that its project has no room for, and makes the error that shows
 * it. The same facts are one receipt: a client that tries again and again gets the same number.
 */
export async function refuseOverQuota(
  ports: Pick<Ports, 'database' | 'addresses'>,
  actor: Actor,
  { repository, name, action, needed }: Refused,
): Promise<AppError> {
  const { projectId, project } = repository;
  const place = placeOfRepository(repository);
  const path = repositoryPath(repository);
  const subject = name === null ? path : `${path}/${name}`;
  return transact(ports.database, async (tx) => {
    const quota = await readQuota(tx, projectId);
    const neededBytes = Number(await missingBytes(tx, projectId, needed));
    const reasons = [reasonOf(project.slug, quota, neededBytes)];
    const { decision } = await recordRefusedPublish(tx, {
      repositoryId: repository.id,
      subject,
      verdict: { effect: 'DENY', rule: 'quota', reasons },
      facts: { usedBytes: Number(quota.usedBytes), neededBytes },
      policy: { limitBytes: Number(quota.limitBytes) },
    });
    await recordRefusal(tx, actor, {
      action,
      resource: { kind: 'repository', id: repository.id, name: subject },
      place,
      details: { decision: decision.number, rule: 'quota', neededBytes },
    });
    return quotaExceeded(receiptText(ports.addresses, decision), {
      details: { decision: decision.number },
    });
  });
}

function reasonOf(project: string, { usedBytes, limitBytes }: Quota, neededBytes: number): string {
  const [used, limit] = [formatBytes(Number(usedBytes)), formatBytes(Number(limitBytes))];
  const needed = formatBytes(neededBytes);
  return `Over quota: ${project} holds ${used} of ${limit}, and this needs ${needed} more.`;
}
