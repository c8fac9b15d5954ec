import { createHash } from 'node:crypto';
import { packTarGz } from '../../contract/archives.ts';
import type { Client, Place } from '../../stack/api.ts';

export const bundleType = 'application/vnd.dev.sigstore.bundle.v0.3+json';

export interface Signer {
  readonly predicateType?: string;
  /** Of the registry's key that it is signed by; none is a certificate's. */
  readonly keyid?: string;
}

/** A bundle that says what a real one says. Its signature is none: nobody here can make one. */
export function bundleOf(
  subject: string,
  sha512: string,
  { predicateType = 'https://slsa.dev/provenance/v1', keyid = '' }: Signer = {},
): string {
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: subject, digest: { sha512 } }],
    predicateType,
    predicate: {},
  };
  return JSON.stringify({
    mediaType: bundleType,
    verificationMaterial: { certificate: { rawBytes: 'AAAA' }, tlogEntries: [] },
    dsseEnvelope: {
      payload: Buffer.from(JSON.stringify(statement)).toString('base64'),
      payloadType: 'application/vnd.in-toto+json',
      signatures: [{ sig: 'AAAA', keyid }],
    },
  });
}

/** A tarball of version 1.0.0 that holds its package.json alone. */
export function packTarball(name: string) {
  const manifest = { name, version: '1.0.0' };
  const archive = packTarGz({ 'package/package.json': JSON.stringify(manifest) });
  const sha512 = createHash('sha512').update(archive);
  const hex = sha512.copy().digest('hex');
  return { manifest, archive, hex, integrity: `sha512-${sha512.digest('base64')}` };
}

/**
 * Publishes version 1.0.0, with a provenance about a subject where one is said, as
 * `npm publish --provenance-file` sends it: that takes a build machine that npm trusts.
 */
export function publishAttested(
  client: Client,
  place: Place,
  name: string,
  subject?: string,
): Promise<Response> {
  const { manifest, archive, hex, integrity } = packTarball(name);
  const provenance =
    subject === undefined
      ? {}
      : {
          [`${name}-1.0.0.sigstore`]: {
            content_type: bundleType,
            data: bundleOf(subject, hex),
            length: 1,
          },
        };
  return client.fetch(`/npm/${place.path}/${name.replace('/', '%2f')}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      name,
      'dist-tags': { latest: '1.0.0' },
      versions: { '1.0.0': { ...manifest, dist: { integrity } } },
      _attachments: {
        [`${name}-1.0.0.tgz`]: {
          content_type: 'application/octet-stream',
          data: archive.toString('base64'),
          length: archive.length,
        },
        ...provenance,
      },
    }),
  });
}
