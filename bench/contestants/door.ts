import type { Bonded } from './bonded.ts';
import type { Contestant } from './contestant.ts';
import { makeRepository } from './make-repository.ts';

/** Where somebody is asked for what an upstream has. */
export interface Door {
  readonly contestant: Contestant;
  /** Below it are the names of packages or of images. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

const mounts = { NPM: 'npm', OCI: 'v2' };

/** A new proxy repository, asked with a key. */
export async function proxyDoor(
  bonded: Bonded,
  format: keyof typeof mounts,
  upstreamUrl: string,
): Promise<Door> {
  const slug = await makeRepository(bonded, { format, kind: 'PROXY', upstreamUrl });
  return {
    contestant: bonded,
    url: `${bonded.gatewayUrl}/${mounts[format]}/${bonded.project}/${slug}`,
    headers: { authorization: `Bearer ${bonded.token}` },
  };
}

/** The address of a peer that asks nobody who they are. */
export function openDoor(contestant: Contestant, url: string): Door {
  return { contestant, url, headers: {} };
}
