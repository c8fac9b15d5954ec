import { describe, expect, it } from 'vitest';
import { metadataText } from '../../../tests/distributions.ts';
import { requireAgreement, requireNamed } from './agreement.ts';
import { parseFileName } from './file-names.ts';
import { deriveRelease } from './release.ts';
import { readUploadFields, requireDigests, requireFiletype } from './upload-fields.ts';

const release = deriveRelease(
  Buffer.from(metadataText({ 'Requires-Python': '>=3.8, <4', 'Requires-Dist': 'one >=1' })),
);
const honest: Readonly<Record<string, readonly string[]>> = {
  ':action': ['file_upload'],
  protocol_version: ['1'],
  name: ['Acme_Tool'],
  version: ['1.0'],
  filetype: ['bdist_wheel'],
  metadata_version: ['2.1'],
  requires_python: ['>=3.8,<4'],
  requires_dist: ['one>=1'],
};
const fieldsOf = (changes: Readonly<Record<string, readonly string[]>> = {}) =>
  readUploadFields(new Map(Object.entries({ ...honest, ...changes })));

describe('D5.11 what a client says of a file', () => {
  it('may be what its archive says, or nothing', () => {
    const silent = { metadata_version: [], requires_python: [''], requires_dist: [] };
    for (const fields of [fieldsOf(), fieldsOf(silent)]) {
      expect(() => requireAgreement(fields, release)).not.toThrow();
    }
  });

  it.each([
    ['name', 'other'],
    ['version', '1.1'],
    ['version', '1.0.0'],
    ['metadata_version', '2.2'],
    ['requires_python', '>=3.9'],
    ['requires_dist', 'two'],
  ])('is refused when the %s is another one: %s', (field, value) => {
    expect(() => requireAgreement(fieldsOf({ [field]: [value] }), release)).toThrow(
      expect.objectContaining({ code: 'PYPI_METADATA_MISMATCH', details: { fields: [field] } }),
    );
  });

  it('is refused when a field is missing, twice, or asks for another act', () => {
    const changes = [
      { ':action': ['submit'] },
      { ':action': [] },
      { protocol_version: ['2'] },
      { name: [] },
      { version: ['1.0', '1.1'] },
      { filetype: [] },
    ];
    for (const change of changes) {
      expect(() => fieldsOf(change)).toThrow(
        expect.objectContaining({ code: 'PYPI_UPLOAD_INVALID' }),
      );
    }
  });

  it('is refused when the file is of another kind, name, version or digest', () => {
    const sdist = parseFileName('acme_tool-1.0.tar.gz');
    expect(() => requireFiletype(fieldsOf(), sdist)).toThrow(
      expect.objectContaining({ code: 'PYPI_UPLOAD_INVALID' }),
    );
    requireFiletype(fieldsOf({ filetype: ['sdist'] }), sdist);
    requireNamed(release, sdist);
    for (const fileName of ['acme_tool-1.1.tar.gz', 'acme-1.0.tar.gz']) {
      expect(() => requireNamed(release, parseFileName(fileName))).toThrow(
        expect.objectContaining({ code: 'PYPI_METADATA_MISMATCH' }),
      );
    }
    const actual = { sha256: 'a'.repeat(64), md5: 'b'.repeat(32) };
    const right = { sha256_digest: ['A'.repeat(64)], md5_digest: [actual.md5] };
    requireDigests(fieldsOf(right), actual);
    for (const name of Object.keys(right)) {
      expect(() => requireDigests(fieldsOf({ [name]: ['0'] }), actual)).toThrow(
        expect.objectContaining({ code: 'PYPI_DIGEST_MISMATCH' }),
      );
    }
  });
});
