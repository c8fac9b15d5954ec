import { transact } from '@bonded/database';
import { Secret } from '@bonded/kernel';
import type { VcsFacts } from '@bonded/vcs';
import { z } from 'zod';
import { type Actor, authorise } from '../access/index.ts';
import { parseInput, slug } from '../input/index.ts';
import type { Ports } from '../ports.ts';
import { findRepository, placeOfRepository, repositoryPath } from '../repositories/index.ts';
import { recordAudit } from '../trail/index.ts';
import { sourceAction } from './find-source.ts';
import { openSource } from './open-source.ts';
import { sourceAddress, vcsKinds } from './source-input.ts';

const checkMsMax = 30_000;

const input = z.object({
  project: slug,
  repository: slug,
  kind: z.enum(vcsKinds),
  ...sourceAddress,
});

export type CheckSourceInput = z.input<typeof input>;

export interface CheckedSource extends VcsFacts {
  readonly tagCount: number;
  readonly branchCount: number;
}

/**
 * Asks a repository of version control as a source of it would, and keeps nothing. For who may add
 * one: the errors say whether an address or a credential is wrong. Errors: REPOSITORY_NOT_FOUND,
 * ACCESS_DENIED, those of a driver, EGRESS_REFUSED, EGRESS_FAILED.
 */
export async function checkSource(
  ports: Pick<Ports, 'database' | 'egress' | 'sources'>,
  actor: Actor,
  raw: CheckSourceInput,
): Promise<CheckedSource> {
  const wanted = parseInput(input, raw);
  const repository = await findRepository(ports, actor, wanted);
  const place = placeOfRepository(repository);
  const { kind, url, apiUrl, userName, secret } = wanted;
  const resource = { kind: 'vcs-source', name: `${repositoryPath(repository)} ${url.href}` };
  await authorise(ports, actor, { action: sourceAction, place, resource });
  // Whom we were made to ask is worth knowing, whatever the answer is.
  await transact(ports.database, (tx) =>
    recordAudit(tx, actor, { action: 'source.check', resource, place, details: { kind } }),
  );
  const draft = {
    id: null,
    kind,
    url: url.href,
    apiUrl: apiUrl?.href ?? null,
    userName: userName || null,
    secret: secret ? { userName: userName || null, secret: new Secret(secret) } : null,
  };
  const { driver, call } = openSource(ports, draft, AbortSignal.timeout(checkMsMax));
  const facts = await driver.facts(call);
  const refs = await driver.refs(call);
  const tagCount = refs.filter((ref) => ref.kind === 'TAG').length;
  return { ...facts, tagCount, branchCount: refs.length - tagCount };
}
