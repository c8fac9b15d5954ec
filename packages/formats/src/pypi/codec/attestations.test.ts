import { describe, expect, it } from 'vitest';
import { knownProvenance, provenanceOf } from './attestations.ts';

const file = { fileName: 'acme_tool-1.0-py3-none-any.whl', sha256: 'a'.repeat(64) };

function attest(change: object = {}, envelope: object = {}, all: object = {}) {
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: file.fileName, digest: { sha256: file.sha256 } }],
    predicateType: 'https://docs.example.org/attestations/publish/v1',
    predicate: null,
    ...change,
  };
  return {
    version: 1,
    verification_material: { certificate: 'MII=', transparency_entries: [{}] },
    envelope: {
      statement: Buffer.from(JSON.stringify(statement)).toString('base64'),
      signature: 'c2ln',
      ...envelope,
    },
    ...all,
  };
}

const refused = expect.objectContaining({ kind: 'invalid' }) as Error;

describe('attestations (PEP 740)', () => {
  it('become the provenance of their file, as they were sent', () => {
    const sent = [attest(), attest({ predicateType: 'https://slsa.dev/provenance/v1' })];
    expect(JSON.parse(provenanceOf(JSON.stringify(sent), file))).toEqual({
      version: 1,
      attestation_bundles: [
        { publisher: { kind: 'Unverified', claims: null }, attestations: sent },
      ],
    });
  });

  it.each([
    [attest({ subject: [{ name: 'other.whl', digest: { sha256: file.sha256 } }] })],
    [attest({ subject: [{ name: file.fileName, digest: { sha256: 'b'.repeat(64) } }] })],
    [attest({ subject: [] })],
    [attest({ subject: [{}, {}] })],
    [attest({ _type: 'x' })],
    [attest({ predicateType: 'x' })],
    [attest({}, { statement: 'no base64!' })],
    [attest({}, { statement: 'bm8gSlNPTg==' })],
    [attest({}, {}, { version: 2 })],
    [attest({}, {}, { verification_material: {} })],
    [{}],
  ])('D5.16 are refused when they are about something else (%#)', (one) => {
    expect(() => provenanceOf(JSON.stringify([one]), file)).toThrow(refused);
  });

  it('are refused when they are none, too many or twofold', () => {
    const many = JSON.stringify(Array.from({ length: 17 }, () => attest()));
    for (const text of ['', '{}', '[]', 'null', many, '[{"version":1,"version":1}]']) {
      expect(() => provenanceOf(text, file)).toThrow(refused);
    }
  });
});

describe('the provenance that another index gives', () => {
  const publisher = { kind: 'GitHub', repository: 'acme/tool', workflow: 'release.yml' };
  const provenanceWith = (...attestations: readonly object[]) =>
    JSON.stringify({ version: 1, attestation_bundles: [{ publisher, attestations }] });

  it('is kept as it came, with what that index says of the publisher', () => {
    const text = provenanceWith(
      attest(),
      attest({ predicateType: 'https://slsa.dev/provenance/v1' }),
    );
    expect(knownProvenance(text, file)).toBe(text);
  });

  it('is nothing where it is none that we know', () => {
    for (const text of [
      '',
      'no JSON',
      '[]',
      '{"version":2,"attestation_bundles":[]}',
      provenanceWith(),
      provenanceWith({ ...attest(), version: 2 }),
      provenanceWith(attest({ predicateType: 'https://example.org/of/another/time' })),
      ' '.repeat(1024 * 1024 + 1),
    ]) {
      expect(knownProvenance(text, file)).toBeNull();
    }
  });

  it('D5.16 is refused where it is about another file', () => {
    const other = attest({
      subject: [{ name: file.fileName, digest: { sha256: 'b'.repeat(64) } }],
    });
    expect(() => knownProvenance(provenanceWith(attest(), other), file)).toThrow(refused);
  });
});
