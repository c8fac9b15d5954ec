import { type Digest, isDigest, parseDigest } from '@bonded/kernel';
import type { StagedBlob } from '../ports.ts';

/** A digest as a client names it. Blobs are kept by their SHA-256, whatever they are asked by. */
export type NamedDigest =
  | { readonly algorithm: 'sha256'; readonly hex: Digest }
  | { readonly algorithm: 'sha512'; readonly hex: string };

const sha512Pattern = /^sha512:([0-9a-f]{128})$/;

/** Reads `sha256:<hex>` or `sha512:<hex>`; null for anything else. */
export function readNamedDigest(text: string): NamedDigest | null {
  const sha512 = sha512Pattern.exec(text)?.[1];
  if (sha512 !== undefined) return { algorithm: 'sha512', hex: sha512 };
  const isSha256 = text.startsWith('sha256:') && isDigest(text.slice('sha256:'.length));
  return isSha256 ? { algorithm: 'sha256', hex: parseDigest(text) } : null;
}

export function formatNamedDigest({ algorithm, hex }: NamedDigest): string {
  return `${algorithm}:${hex}`;
}

/** Which digests staging has to reckon beside SHA-256. */
export function extraDigestsFor({ algorithm }: NamedDigest): readonly 'sha512'[] {
  return algorithm === 'sha512' ? [algorithm] : [];
}

/** True when the bytes are those that the digest names. */
export function names(
  named: NamedDigest,
  blob: Pick<StagedBlob, 'digest' | 'extraDigests'>,
): boolean {
  if (named.algorithm === 'sha256') return blob.digest === named.hex;
  return blob.extraDigests.sha512 === named.hex;
}
