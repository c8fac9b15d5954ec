import { createHash, type Hash } from 'node:crypto';
import { assert, type Digest, isDigest } from '@bonded/kernel';
import type { ExtraDigestAlgorithm, ExtraDigests } from './blob-store.ts';

/** SHA-256 of nothing: the checkpoint of an upload that has no bytes yet. */
export const emptyDigest: Digest = hexDigest(createHash('sha256'));

/** Finishes a SHA-256. */
export function hexDigest(hash: Hash): Digest {
  const hex = hash.digest('hex');
  assert(isDigest(hex), 'a SHA-256 is 64 hexadecimal characters');
  return hex;
}

/** Every digest a body needs, in one pass. */
export class BodyHash {
  readonly #sha256 = createHash('sha256');
  readonly #extras: readonly (readonly [ExtraDigestAlgorithm, Hash])[];

  constructor(extras: readonly ExtraDigestAlgorithm[] = []) {
    this.#extras = extras.map((algorithm) => [algorithm, createHash(algorithm)] as const);
  }

  update(bytes: Uint8Array): void {
    this.#sha256.update(bytes);
    for (const [, hash] of this.#extras) hash.update(bytes);
  }

  finish(): { readonly digest: Digest; readonly extraDigests: ExtraDigests } {
    const extraDigests: Partial<Record<ExtraDigestAlgorithm, string>> = {};
    for (const [algorithm, hash] of this.#extras) extraDigests[algorithm] = hash.digest('hex');
    return { digest: hexDigest(this.#sha256), extraDigests };
  }
}
