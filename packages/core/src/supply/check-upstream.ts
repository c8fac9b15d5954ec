import { transact } from '@bonded/database';
import { z } from 'zod';
import { type Actor, authorise } from '../access/index.ts';
import { parseInput, slug } from '../input/index.ts';
import type { Ports } from '../ports.ts';
import { findProject, placeOfProject } from '../projects/index.ts';
import {
  repositoryFormat,
  requireServed,
  supplyInput,
  type TriedUpstream,
} from '../repositories/index.ts';
import { recordAudit } from '../trail/index.ts';

export const trialMsMax = 30_000;

const input = z.object({
  project: slug,
  format: repositoryFormat,
  upstreamUrl: supplyInput.upstreamUrl.unwrap(),
  upstreamUserName: supplyInput.upstreamUserName,
  upstreamSecret: supplyInput.upstreamSecret,
});

export type CheckUpstreamInput = z.input<typeof input>;

/**
 * Asks a server as a proxy of it would, before there is one, and keeps nothing. For who may make
 * one: the errors say whether an address or a network is wrong. Errors: PROJECT_NOT_FOUND,
 * ACCESS_DENIED, FORMAT_UNSUPPORTED, UPSTREAM_UNAVAILABLE, EGRESS_REFUSED, EGRESS_FAILED.
 */
export async function checkUpstream(
  ports: Pick<Ports, 'database' | 'formats' | 'upstreams'>,
  actor: Actor,
  raw: CheckUpstreamInput,
): Promise<TriedUpstream> {
  const wanted = parseInput(input, raw);
  const project = await findProject(ports, actor, { slug: wanted.project });
  const place = placeOfProject(project);
  const { format, upstreamUrl: url } = wanted;
  const resource = { kind: 'upstream', name: url.href };
  await authorise(ports, actor, { action: 'repository:create', place, resource });
  requireServed(ports, { kind: 'PROXY', format });
  // Whom we were made to ask is worth knowing, whatever the answer is.
  await transact(ports.database, (tx) =>
    recordAudit(tx, actor, { action: 'upstream.check', resource, place, details: { format } }),
  );
  const { upstreamUserName: userName, upstreamSecret: secret } = wanted;
  const draft = { format, repositoryId: null, url, userName, secret };
  return ports.upstreams.try(draft, AbortSignal.timeout(trialMsMax));
}
