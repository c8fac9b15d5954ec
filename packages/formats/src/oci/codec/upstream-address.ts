import { type NamedDigest, readNamedDigest } from '@bonded/core/deposits';
import type { UpstreamSource } from '@bonded/core/repositories';
import { imageNameOf } from './names.ts';
import { readRoute } from './route.ts';

export type OciUpstream = Pick<UpstreamSource, 'url' | 'defaultNamespace'>;

/**
 * The address of an image at an upstream. What the upstream's own address has behind its host is
 * what its names begin with: `https://registry.example/acme/` has `acme/app` as `app`. A namespace stands before names of one
 * part, which people say without it.
 */
export function upstreamImagePath(upstream: OciUpstream, image: string): string {
  const prefix = upstream.url.pathname.split('/').filter((segment) => segment !== '');
  const names = prefix[0] === 'v2' ? prefix.slice(1) : prefix;
  const namespace = image.includes('/') ? null : (upstream.defaultNamespace ?? null);
  return ['/v2', ...names, ...(namespace === null ? [] : [namespace]), image].join('/');
}

/** What a token has to be good for (distribution's token specification, "scope"). */
export function pullScopeOf({ pathname }: URL): string | null {
  const [, mount, ...segments] = pathname.split('/');
  const route = mount === 'v2' ? readRoute(segments) : null;
  return route === null || route.image.length === 0
    ? null
    : `repository:${route.image.join('/')}:pull`;
}

export interface ManifestPath {
  readonly image: string;
  readonly digest: NamedDigest;
}

/** What `manifestFilePath` wrote; null for every other path. */
export function readManifestPath(path: string): ManifestPath | null {
  const route = readRoute(path.split('/'));
  if (route === null || route.kind !== 'manifest') return null;
  const digest = readNamedDigest(route.reference);
  return digest === null ? null : { image: imageNameOf(route.image), digest };
}
