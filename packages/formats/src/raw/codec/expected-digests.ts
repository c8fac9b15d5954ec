import { defineError } from '@bonded/kernel';

/** The bytes that arrived are not those that the client announced. */
const checksumMismatch = defineError('invalid', 'CHECKSUM_MISMATCH');
/** A checksum header that cannot be read. */
const checksumHeaderInvalid = defineError('invalid', 'CHECKSUM_HEADER_INVALID');

export type DigestName = 'md5' | 'sha1' | 'sha256' | 'sha512';

/** Lower-case hex by algorithm. */
export type ExpectedDigests = Readonly<Partial<Record<DigestName, string>>>;

const hexLengths: Readonly<Record<DigestName, number>> = {
  md5: 32,
  sha1: 40,
  sha256: 64,
  sha512: 128,
};

// The keys of a complete record are its key type, which the library does not say.
const names = Object.keys(hexLengths) as DigestName[];

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/**
 * What a client says of its bytes: `X-Checksum-*`, and `Repr-Digest` or `Content-Digest`
 * (RFC 9530 §2, §3).
 */
export function expectedDigests(headers: Headers): ExpectedDigests {
  const expected: Partial<Record<DigestName, string>> = {};
  for (const name of names) {
    const value = headers[`x-checksum-${name}`];
    if (value !== undefined) expected[name] = hexOf(name, String(value).trim().toLowerCase());
  }
  for (const header of ['repr-digest', 'content-digest']) {
    Object.assign(expected, fieldDigests(String(headers[header] ?? '')));
  }
  return expected;
}

/** Compares what was announced with what arrived. Errors: CHECKSUM_MISMATCH. */
export function requireDigests(expected: ExpectedDigests, actual: ExpectedDigests): void {
  for (const name of names) {
    const wanted = expected[name];
    if (wanted === undefined || wanted === actual[name]) continue;
    throw checksumMismatch(`The ${name} of the bytes that arrived is ${actual[name]}.`, {
      details: { algorithm: name, expected: wanted, actual: actual[name] },
    });
  }
}

function hexOf(name: DigestName, hex: string): string {
  if (hex.length === hexLengths[name] && /^[0-9a-f]+$/.test(hex)) return hex;
  throw checksumHeaderInvalid(`A ${name} is ${hexLengths[name]} hexadecimal characters.`);
}

/** RFC 9530: a dictionary of byte sequences; algorithms that we do not check are passed over. */
const fieldNames: Readonly<Record<string, DigestName>> = {
  'sha-256': 'sha256',
  'sha-512': 'sha512',
};

function fieldDigests(field: string): ExpectedDigests {
  const digests: Partial<Record<DigestName, string>> = {};
  for (const member of field.split(',')) {
    const parts = /^\s*([a-z0-9-]{1,32})=:([A-Za-z0-9+/]{1,128}={0,2}):\s*$/.exec(member);
    const name = fieldNames[parts?.[1] ?? ''];
    if (name === undefined) continue;
    digests[name] = hexOf(name, Buffer.from(parts?.[2] ?? '', 'base64').toString('hex'));
  }
  return digests;
}
