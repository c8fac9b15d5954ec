import { createHash } from 'node:crypto';

/** One file of a module, by its name inside of the zip. */
export interface HashedFile {
  readonly name: string;
  /** SHA-256 in hexadecimal. */
  readonly sha256: string;
}

/**
 * The `h1:` hash that go.sum has and the go command compares (`dirhash.Hash1` of golang.org/x/mod):
 * of names and contents, not of how they were packed.
 */
export function dirHash(files: readonly HashedFile[]): string {
  const hash = createHash('sha256');
  const named = files.map(({ name, sha256 }) => ({ bytes: Buffer.from(name), name, sha256 }));
  // Go sorts by bytes, which strings of this language do not.
  named.sort((one, other) => one.bytes.compare(other.bytes));
  for (const { name, sha256 } of named) hash.update(`${sha256}  ${name}\n`);
  return `h1:${hash.digest('base64')}`;
}

/** What go.sum says of the go.mod of a module. */
export function goModHash(goMod: Uint8Array): string {
  const sha256 = createHash('sha256').update(goMod).digest('hex');
  return dirHash([{ name: 'go.mod', sha256 }]);
}
