import type { UpstreamDigests } from '@bonded/core/repositories';

/** What an index of another server says of one file, whichever form it came in. */
export interface ToldFile {
  readonly fileName: string;
  /** Absolute, without its fragment. */
  readonly url: string;
  readonly digests: UpstreamDigests;
  readonly requiresPython: string | null;
  /** Of the metadata beside it (PEP 658). */
  readonly metadataSha256: string | null;
  /** Where the attestations about it are (PEP 740), absolute. */
  readonly provenanceUrl: string | null;
  /** Why it was taken back; an empty text is a reason as well. */
  readonly yanked: string | null;
  readonly sizeBytes: number | null;
  readonly uploadedAt: Date | null;
}

const digestChars = { sha256: 64, sha512: 128, sha1: 40, md5: 32 } as const;

/** Those that we can check; whatever is not one of them says nothing. */
export function knownDigests(stated: Iterable<readonly [string, unknown]>): UpstreamDigests {
  const found = [...stated].flatMap(([name, value]) => {
    const isKnown = isAlgorithm(name) && typeof value === 'string' && isHex(value, name);
    return isKnown ? [[name, value.toLowerCase()]] : [];
  });
  // NOTE: only the names of digests were let through.
  return Object.fromEntries(found) as UpstreamDigests;
}

function isAlgorithm(name: string): name is keyof typeof digestChars {
  return Object.hasOwn(digestChars, name);
}

function isHex(value: string, algorithm: keyof typeof digestChars): boolean {
  return value.length === digestChars[algorithm] && /^[0-9A-Fa-f]+$/.test(value);
}

/** Resolves what a document names against where the document is; null for no web address. */
export function fileUrl(address: string, base: URL): URL | null {
  const url = URL.canParse(address, base) ? new URL(address, base) : null;
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url : null;
}

export function withoutFragment(url: URL): string {
  const plain = new URL(url);
  plain.hash = '';
  return plain.href;
}
