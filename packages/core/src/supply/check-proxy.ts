import { transact } from '@bonded/database';
import { z } from 'zod';
import { type Actor, authorise } from '../access/index.ts';
import { id, parseInput } from '../input/index.ts';
import type { Ports } from '../ports.ts';
import {
  findRepository,
  placeOfRepository,
  repositoryPath,
  supplyInput,
  supplyInvalid,
  type TriedUpstream,
} from '../repositories/index.ts';
import { recordAudit } from '../trail/index.ts';
import { trialMsMax } from './check-upstream.ts';

const input = z.object({
  id,
  upstreamUrl: supplyInput.upstreamUrl,
  upstreamUserName: supplyInput.upstreamUserName,
  upstreamSecret: supplyInput.upstreamSecret,
});

export type CheckProxyInput = z.input<typeof input>;

/**
 * Asks the upstream of a proxy as a fetch would, also with what is to be changed of it, and keeps
 * nothing. For who may change it. Errors: REPOSITORY_NOT_FOUND, ACCESS_DENIED, SUPPLY_INVALID,
 * UPSTREAM_UNAVAILABLE, EGRESS_REFUSED, EGRESS_FAILED.
 */
export async function checkProxy(
  ports: Pick<Ports, 'database' | 'upstreams'>,
  actor: Actor,
  raw: CheckProxyInput,
): Promise<TriedUpstream> {
  const wanted = parseInput(input, raw);
  const repository = await findRepository(ports, actor, wanted);
  const place = placeOfRepository(repository);
  const resource = { kind: 'repository', id: repository.id, name: repositoryPath(repository) };
  await authorise(ports, actor, { action: 'repository:update', place, resource });
  if (repository.kind !== 'PROXY') throw supplyInvalid('Only a proxy has an upstream.');
  const { upstreamUrl: url, upstreamUserName: userName, upstreamSecret: secret } = wanted;
  // Whom we were made to ask is worth knowing, whatever the answer is.
  await transact(ports.database, (tx) =>
    recordAudit(tx, actor, {
      action: 'proxy.check',
      resource,
      place,
      details: url === undefined ? {} : { url: url.href },
    }),
  );
  const { id: repositoryId, format } = repository;
  const draft = { format, repositoryId, url, userName, secret };
  return ports.upstreams.try(draft, AbortSignal.timeout(trialMsMax));
}
