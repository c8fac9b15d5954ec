import { ociNameInvalid, ociTagInvalid } from './errors.ts';
import { imageNameOf, isTag } from './names.ts';

export interface ImageReference {
  readonly image: string;
  readonly tag: string;
}

const defaultTag = 'latest';
/** A registry in front of a name: `registry.example:5000`, `localhost`. */
const host = /^(?:localhost|[^/.:]*[.:][^/]*)\//;

/** The tag that an upload's path ends in (`team/app:1.0`); null where it has none. */
export function tagOfPath(path: string): string | null {
  return /:([^/:]+)$/.exec(path)?.[1] ?? null;
}

/**
 * Where an uploaded archive goes: `team/app:1.0` as its path says, or for a file
 * (`team/any.tar`) in that folder by the name that it was saved under, and by the file's own where
 * it has none.
 * Errors: OCI_NAME_INVALID, OCI_TAG_INVALID.
 */
export function referenceOf(path: string, saved: string | null): ImageReference {
  const stem = path.replace(/\.(?:tar|oci)$/i, '');
  const isWhole = stem === path || tagOfPath(stem) !== null;
  if (isWhole) return split(stem, saved === null ? null : tagOfSaved(saved));
  const folder = stem.slice(0, stem.lastIndexOf('/') + 1);
  const isName = saved !== null && saved.includes(':');
  if (isName) return split(`${folder}${saved.replace(host, '')}`, null);
  return split(stem, saved);
}

function tagOfSaved(saved: string): string {
  return tagOfPath(saved) ?? saved;
}

function split(text: string, otherTag: string | null): ImageReference {
  const own = tagOfPath(text);
  const tag = own ?? otherTag ?? defaultTag;
  if (!isTag(tag)) throw ociTagInvalid('A tag is 128 letters, digits, dots and hyphens.');
  const name = own === null ? text : text.slice(0, -own.length - 1);
  if (name === '') throw ociNameInvalid('An image has a name: upload it as team/app:1.0.');
  return { image: imageNameOf(name.split('/')), tag };
}
