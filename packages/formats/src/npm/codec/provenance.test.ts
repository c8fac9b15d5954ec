import { describe, expect, it } from 'vitest';
import { knownAttestations, readProvenance } from './provenance.ts';

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

describe('the list of a registry', () => {
  const published = 'https://github.com/npm/attestation/tree/main/specs/publish/v0.1';
  const listOf = (...bundles: readonly string[]) =>
    JSON.stringify({
      attestations: bundles.map((bundle) => ({
        predicateType: 'whatever it says',
        bundle: JSON.parse(bundle) as unknown,
      })),
    });

  it('is read whole, and named by what says how the tarball was built', () => {
    const list = listOf(bundleOf({ ...statement, predicateType: published }), bundleOf(statement));
    const known = knownAttestations(list) ?? '';
    expect(readProvenance(known, tarball)).toEqual({ predicateType: statement.predicateType });
    expect(JSON.parse(known)).toEqual({
      attestations: [
        { bundle: JSON.parse(bundleOf({ ...statement, predicateType: published })) as unknown },
        { bundle: JSON.parse(bundleOf(statement)) as unknown },
      ],
    });
  });

  it('is read without what nobody here knows, and is nothing without anything else', () => {
    const other = bundleOf(statement, { mediaType: 'application/vnd.of.another.time' });
    const known = knownAttestations(listOf(other, bundleOf(statement))) ?? '';
    expect(JSON.parse(known)).toMatchObject({ attestations: [{ bundle: { mediaType } }] });
    for (const text of [listOf(other), listOf(), '{}', 'no JSON', '{"attestations":[1,null]}']) {
      expect(knownAttestations(text)).toBeNull();
    }
  });

  it('D5.16 is refused when one of it is about another tarball', () => {
    const foreign = { ...statement, subject: [{ ...subject, name: 'pkg:npm/other@1.0.0' }] };
    const known = knownAttestations(listOf(bundleOf(statement), bundleOf(foreign))) ?? '';
    expect(() => readProvenance(known, tarball)).toThrow('about something else');
  });
});
