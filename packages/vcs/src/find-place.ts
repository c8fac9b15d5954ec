import { vcsAddressInvalid } from './errors.ts';
import type { VcsAddress, VcsPlace } from './vcs-driver.ts';

/** The path of a repository in its forge, without slashes around it and without `.git`. */
export function pathOf({ url }: VcsAddress, segments: { min: number; max: number }): string[] {
  const parts = withoutEnd(url.pathname)
    .replace(/\.git$/, '')
    .split('/')
    .filter((part) => part !== '')
    .map(decoded);
  const isPlain = parts.every((part) => part !== '.' && part !== '..' && !part.includes('/'));
  if (!isPlain || parts.length < segments.min || parts.length > segments.max) {
    throw vcsAddressInvalid(`${url.href} is not the address of a repository.`);
  }
  return parts;
}

/** Without the slashes at its end. */
export function withoutEnd(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (cause) {
    throw vcsAddressInvalid('The address is not well formed.', { cause });
  }
}

export function placeAt({ url, apiUrl }: VcsAddress, api: URL, path: string): VcsPlace {
  const base = withoutEnd((apiUrl ?? api).href);
  const webUrl = withoutEnd(url.href).replace(/\.git$/, '');
  const origins = [...new Set([url.origin, new URL(base).origin])];
  return { apiUrl: `${base}${path}`, webUrl, origins };
}
