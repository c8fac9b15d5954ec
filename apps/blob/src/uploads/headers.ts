import { defineError } from '@bonded/kernel';

/** A tus header that is missing or cannot be read. */
export const tusHeaderInvalid = defineError('invalid', 'TUS_HEADER_INVALID');

export const tusVersion = '1.0.0';
export const tusExtensions = [
  'creation',
  'creation-with-upload',
  'creation-defer-length',
  'checksum',
  'concatenation',
  'expiration',
  'termination',
] as const;
export const checksumAlgorithms = ['md5', 'sha1', 'sha256', 'sha512'] as const;
export type ChecksumAlgorithm = (typeof checksumAlgorithms)[number];

/** The one type that a tus body may have (tus 1.0, PATCH). */
export const patchContentType = 'application/offset+octet-stream';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

function textOf(headers: Headers, name: string): string | null {
  const value = headers[name];
  if (Array.isArray(value)) throw tusHeaderInvalid(`${name} appears twice.`);
  return value ?? null;
}

/** A non-negative whole number of bytes, or null when the header is absent. */
export function bytesHeader(headers: Headers, name: string): number | null {
  const text = textOf(headers, name);
  if (text === null) return null;
  const value = Number(text);
  if (/^\d{1,16}$/.test(text) && Number.isSafeInteger(value)) return value;
  throw tusHeaderInvalid(`${name} is a whole number of bytes.`);
}

const metadataCharsMax = 8_192;
const metadataPairsMax = 32;

/**
 * `Upload-Metadata`: pairs of an ASCII key and a base64 value, each key once (tus 1.0, Creation).
 */
export function readMetadata(headers: Headers): Readonly<Record<string, string>> {
  const text = textOf(headers, 'upload-metadata') ?? '';
  if (text.length > metadataCharsMax) throw tusHeaderInvalid('Upload-Metadata is too long.');
  const pairs = new Map<string, string>();
  for (const pair of text.split(',')) {
    if (pair.trim() === '') continue;
    const parts = /^\s*([!-+\--~]{1,128})(?: ([A-Za-z0-9+/]*={0,2}))?\s*$/.exec(pair);
    const key = parts?.[1];
    if (key === undefined || pairs.has(key)) {
      throw tusHeaderInvalid(
        'Upload-Metadata is pairs of a key and a base64 value, each key once.',
      );
    }
    pairs.set(key, decodeText(parts?.[2] ?? ''));
  }
  if (pairs.size > metadataPairsMax) throw tusHeaderInvalid('Upload-Metadata has too many pairs.');
  return Object.fromEntries(pairs);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Values come back in headers and reach file names: nothing that breaks a line gets in. */
function decodeText(base64: string): string {
  let text: string;
  try {
    text = utf8.decode(Buffer.from(base64, 'base64'));
  } catch (cause) {
    throw tusHeaderInvalid('A value of Upload-Metadata is not UTF-8.', { cause });
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text)) {
    throw tusHeaderInvalid('A value of Upload-Metadata has control characters.');
  }
  return text;
}

/** The stored pairs as the client sent them, for HEAD. */
export function writeMetadata(metadata: Readonly<Record<string, string>>): string {
  return Object.entries(metadata)
    .map(([key, value]) => `${key} ${Buffer.from(value, 'utf8').toString('base64')}`)
    .join(',');
}

export interface UploadChecksum {
  readonly algorithm: ChecksumAlgorithm;
  readonly base64: string;
}

/**
 * `Upload-Checksum: sha1 <base64>` (tus 1.0, Checksum). An algorithm that we do not know is 400.
 */
export function readChecksum(headers: Headers): UploadChecksum | null {
  const text = textOf(headers, 'upload-checksum');
  if (text === null) return null;
  const [name = '', base64 = '', ...rest] = text.split(' ');
  const algorithm = checksumAlgorithms.find((known) => known === name);
  if (algorithm === undefined || rest.length > 0 || !/^[A-Za-z0-9+/]{22,88}={0,2}$/.test(base64)) {
    throw tusHeaderInvalid(
      `Upload-Checksum is one of ${checksumAlgorithms.join(', ')} and a base64 digest.`,
    );
  }
  return { algorithm, base64 };
}

export type Concat =
  | { readonly kind: 'none' }
  | { readonly kind: 'partial' }
  | { readonly kind: 'final'; readonly parts: readonly string[] };

const partsMax = 10_000;

/**
 * `Upload-Concat: partial` or `final;url url …` (tus 1.0, Concatenation): of each address only the
 * id counts.
 */
export function readConcat(headers: Headers): Concat {
  const text = textOf(headers, 'upload-concat');
  if (text === null) return { kind: 'none' };
  if (text === 'partial') return { kind: 'partial' };
  if (!text.startsWith('final;')) throw tusHeaderInvalid('Upload-Concat is partial or final;…');
  const parts = text.slice('final;'.length).trim().split(/ +/).map(idOfAddress);
  if (parts.length > partsMax) throw tusHeaderInvalid('Upload-Concat names too many parts.');
  return { kind: 'final', parts };
}

function idOfAddress(address: string): string {
  const idAt = address.lastIndexOf('/') + 1;
  const id = address.slice(idAt);
  if (address.slice(0, idAt).endsWith('/uploads/') && /^[0-9a-f-]{36}$/.test(id)) return id;
  throw tusHeaderInvalid('Upload-Concat names an address that is no upload.');
}
