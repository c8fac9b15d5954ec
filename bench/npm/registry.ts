import { answered } from '../contestants/answered.ts';
import type { Contestant } from '../contestants/contestant.ts';
import { publishBody } from './publish-body.ts';

/** A registry of npm that somebody may publish to. */
export interface Registry {
  readonly contestant: Contestant;
  readonly registryUrl: string;
  readonly token: string;
}

export interface Wanted {
  readonly name: string;
  readonly versions: number;
  /** The patch of the first. */
  readonly from?: number;
  readonly sizeBytes: number;
}

/** Publishes what is missing of a package. */
export async function furnish(
  registry: Pick<Registry, 'registryUrl' | 'token'>,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<void> {
  const url = `${registry.registryUrl}/${wanted.name}`;
  const authorization = `Bearer ${registry.token}`;
  const existing = await fetch(url, { headers: { authorization }, signal });
  await existing.body?.cancel();
  if (existing.ok) return;
  const { from = 0 } = wanted;
  for (let patch = from; patch < from + wanted.versions; patch += 1) {
    const release = { name: wanted.name, version: `1.0.${patch}`, sizeBytes: wanted.sizeBytes };
    const response = await fetch(url, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', authorization },
      body: publishBody(release, registry.registryUrl),
      signal,
    });
    await (await answered(response)).body?.cancel();
  }
}
