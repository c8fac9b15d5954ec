/** Every digest of a file that we know, in hex. */
export interface FileDigests {
  readonly sha256: string;
  readonly md5?: string | undefined;
  readonly sha1?: string | undefined;
  readonly sha512?: string | undefined;
}

/**
 * What a client checks the bytes by: `Repr-Digest` (RFC 9530 §3), which is of the whole file also
 * where a range of it is sent, and the headers that other registries have.
 */
export function digestHeaders(digests: FileDigests): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of ['sha256', 'sha512', 'sha1', 'md5'] as const) {
    const hex = digests[name];
    if (hex !== undefined) headers[`x-checksum-${name}`] = hex;
  }
  headers['repr-digest'] = `sha-256=:${base64Of(digests.sha256)}:`;
  if (digests.sha512 !== undefined) {
    headers['repr-digest'] += `, sha-512=:${base64Of(digests.sha512)}:`;
  }
  return headers;
}

function base64Of(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64');
}
