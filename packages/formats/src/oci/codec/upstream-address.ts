import { type NamedDigest, readNamedDigest } from '@bonded/core/deposits';
import { imageNameOf } from './names.ts';
import { readRoute } from './route.ts';

/**
 * The address of an image at an upstream. What the upstream's own address has behind its host is
 * what its names begin with: `https://registry.example/acme/` has `acme/app` as `app`.
 */
export function upstreamImagePath({ pathname }: URL, image: string): string {
  const prefix = pathname.split('/').filter((segment) => segment !== '');
  const names = prefix[0] === 'v2' ? prefix.slice(1) : prefix;
  return ['/v2', ...names, image].join('/');
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
