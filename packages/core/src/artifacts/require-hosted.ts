import type { Repository } from '@bonded/database';
import type { Actor } from '../access/index.ts';
import { repositoryReadOnly } from './errors.ts';

const whatProxiesSay = {
  publish: 'Nobody publishes to this repository: it shows what its upstream has.',
  tag: 'Nobody changes tags of this repository: they lead where its upstream says.',
} as const;

/**
 * Proxies and groups show what others publish; what arrives at a proxy is brought by the product
 * itself. Errors: REPOSITORY_READ_ONLY.
 */
export function requireHosted(
  actor: Actor,
  { kind }: Pick<Repository, 'kind'>,
  act: keyof typeof whatProxiesSay,
): void {
  const isArrival = kind === 'PROXY' && actor.kind === 'service';
  if (kind === 'HOSTED' || isArrival) return;
  throw repositoryReadOnly(
    kind === 'GROUP'
      ? 'This group names no member to publish to (its write target): publish to a member itself.'
      : whatProxiesSay[act],
  );
}
