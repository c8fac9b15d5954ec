import { describe, expect, it } from 'vitest';
import { readProvenance } from './provenance.ts';

const tarball = { name: '@acme/tool', version: '1.0.0', sha512: 'ab'.repeat(64) };
const subject = { name: 'pkg:npm/%40acme/tool@1.0.0', digest: { sha512: tarball.sha512 } };
const statement = {
  _type: 'https://in-toto.io/Statement/v1',
  subject: [subject],
  predicateType: 'https://slsa.dev/provenance/v1',
  predicate: {},
};
const mediaType = 'application/vnd.dev.sigstore.bundle.v0.3+json';

function bundleOf(said: unknown, more: object = {}, envelope: object = {}): string {
  return JSON.stringify({
    mediaType,
    verificationMaterial: {},
    dsseEnvelope: {
      payload: Buffer.from(JSON.stringify(said)).toString('base64'),
      payloadType: 'application/vnd.in-toto+json',
      signatures: [{ sig: 'AAAA', keyid: '' }],
      ...envelope,
    },
    ...more,
  });
}

describe('readProvenance', () => {
  it('reads a bundle of every version that npm has sent', () => {
    for (const type of [
      mediaType,
      'application/vnd.dev.sigstore.bundle+json;version=0.1',
      'application/vnd.dev.sigstore.bundle+json;version=0.2',
    ]) {
      const bundle = bundleOf(statement, { mediaType: type });
      expect(readProvenance(bundle, tarball)).toEqual({
        predicateType: 'https://slsa.dev/provenance/v1',
      });
    }
  });

  it('D5.16 refuses a bundle that names another package, version or archive', () => {
    for (const other of [
      [],
      [subject, subject],
      [{ ...subject, name: 'pkg:npm/%40acme/tool@1.0.1' }],
      [{ ...subject, name: 'pkg:npm/other@1.0.0' }],
      [{ ...subject, digest: { sha512: 'cd'.repeat(64) } }],
      [{ ...subject, digest: { sha256: tarball.sha512 } }],
      [null],
      'x',
    ]) {
      const bundle = bundleOf({ ...statement, subject: other });
      expect(() => readProvenance(bundle, tarball), JSON.stringify(other)).toThrow(
        expect.objectContaining({ code: 'NPM_PROVENANCE_INVALID' }) as Error,
      );
    }
  });

  it('D5.18 refuses what is unsigned, unverifiable or no statement', () => {
    for (const bundle of [
      '{}',
      '[]',
      'null',
      bundleOf(statement, { mediaType: 'application/json' }),
      bundleOf(statement, { verificationMaterial: undefined }),
      bundleOf(statement, {}, { signatures: [] }),
      bundleOf(statement, {}, { signatures: [{ sig: '' }] }),
      bundleOf(statement, {}, { signatures: undefined }),
      bundleOf(statement, {}, { payloadType: 'text/plain' }),
      bundleOf(statement, {}, { payload: '***' }),
      bundleOf({ ...statement, _type: 'https://example.org/Statement' }),
      bundleOf({ ...statement, predicateType: 7 }),
    ]) {
      expect(() => readProvenance(bundle, tarball), bundle.slice(0, 90)).toThrow(
        expect.objectContaining({ code: 'NPM_PROVENANCE_INVALID' }) as Error,
      );
    }
  });
});
