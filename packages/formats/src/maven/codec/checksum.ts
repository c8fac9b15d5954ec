import { mavenChecksumMismatch } from './errors.ts';

export type ChecksumName = 'md5' | 'sha1' | 'sha256' | 'sha512';

export type Checksums = Readonly<Record<ChecksumName, string>>;

const hexChars: Readonly<Record<ChecksumName, number>> = {
  md5: 32,
  sha1: 40,
  sha256: 64,
  sha512: 128,
};

/**
 * The checksum in a sidecar: bare, or followed by a file name as `sha1sum` writes it.
 *
 * @throws AppError `MAVEN_CHECKSUM_MISMATCH`
 */
export function readChecksum(text: string, name: ChecksumName): string {
  const [hex = ''] = text.trim().split(/\s/, 1);
  if (hex.length === hexChars[name] && /^[0-9A-Fa-f]+$/.test(hex)) return hex.toLowerCase();
  throw mavenChecksumMismatch(`The file holds no ${name} checksum in hexadecimal.`);
}

/** What clients read from a download, to save the request for the sidecar ("smart checksums"). */
export function checksumHeaders({ md5, sha1, sha256, sha512 }: Partial<Checksums>) {
  return {
    ...(md5 !== undefined && { 'x-checksum-md5': md5 }),
    ...(sha1 !== undefined && { 'x-checksum-sha1': sha1 }),
    ...(sha256 !== undefined && { 'x-checksum-sha256': sha256 }),
    ...(sha512 !== undefined && { 'x-checksum-sha512': sha512 }),
  };
}
