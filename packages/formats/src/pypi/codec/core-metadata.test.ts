import { AppError } from '@bonded/kernel';
import { describe, expect, it } from 'vitest';
import { metadataText } from '../../../tests/distributions.ts';
import { deriveRelease } from './release.ts';

const derive = (text: string) => deriveRelease(Buffer.from(text));
const refused = (code: string): unknown => expect.objectContaining({ code });

describe('core metadata', () => {
  it('is read as Python reads it', () => {
    const release = derive(
      'metadata-version: 2.4\r\nNAME: Acme.Tool\r\nVersion: v1.0-alpha1\r\n' +
        'Requires-Dist: one>=1\r\nRequires-Dist: two;\r\n  extra == "x"\r\n' +
        'License-Expression: MIT\r\nRequires-Python: >=3.9\r\n\r\nThe text.\r\n',
    );
    expect(release).toMatchObject({
      name: 'acme-tool',
      displayName: 'Acme.Tool',
      version: '1.0a1',
      requiresPython: '>=3.9',
      licence: 'MIT',
      requiresDist: ['one>=1', 'two;\n  extra == "x"'],
    });
    expect(release.metadata.description).toBe('The text.\r\n');
  });

  it('finds the licence wherever its author put it', () => {
    const classifier = 'License :: OSI Approved :: Apache Software License';
    expect(derive(metadataText({ License: 'BSD' })).licence).toBe('BSD');
    expect(derive(metadataText({ Classifier: classifier })).licence).toBe(
      'Apache Software License',
    );
    expect(derive(metadataText({ License: 'UNKNOWN' })).licence).toBeNull();
  });

  it('may have the pages of a licence', () => {
    const License = 'LGPL\n        \f  Preamble\n        more';
    expect(derive(metadataText({ License })).name).toBe('acme-tool');
  });

  const broken: Readonly<Record<string, string>> = {
    'two names': 'Metadata-Version: 2.1\nName: a\nName: b\nVersion: 1\n',
    'two names in different case': 'Metadata-Version: 2.1\nName: a\nNAME: b\nVersion: 1\n',
    'a line that is no field': 'Metadata-Version: 2.1\nName: a\nhello\nVersion: 1\n',
    'a name behind a bare carriage return':
      'Metadata-Version: 2.1\nSummary: x\rName: b\nVersion: 1\n',
    'a name behind a line separator':
      'Metadata-Version: 2.1\nSummary: x\u2028Name: b\nVersion: 1\n',
    'a page that ends the fields': 'Metadata-Version: 2.1\nLicense: x\n y\f\nName: a\nVersion: 1\n',
    'a name on a new page': 'Metadata-Version: 2.1\nSummary: x\n y\fName: b\nVersion: 1\n',
    'a byte order mark': '\ufeffMetadata-Version: 2.1\nName: a\nVersion: 1\n',
    'a continued line without a first': ' x\nMetadata-Version: 2.1\nName: a\nVersion: 1\n',
    'a metadata version of the future': 'Metadata-Version: 3.0\nName: a\nVersion: 1\n',
    'no metadata version': 'Name: a\nVersion: 1\n',
  };
  it.each(Object.entries(broken))('is refused with %s', (_, text) => {
    expect(() => derive(text)).toThrow(refused('PYPI_METADATA_INVALID'));
  });

  it('is refused without a name or a version that all installers understand', () => {
    for (const Name of ['', '-a', 'a b', '__proto__', 'a/b', 'x'.repeat(200)]) {
      expect(() => derive(metadataText({ Name }))).toThrow(refused('PYPI_NAME_INVALID'));
    }
    for (const Version of ['', 'latest', '1.0/..', '1'.repeat(200), '__proto__']) {
      expect(() => derive(metadataText({ Version }))).toThrow(refused('PYPI_VERSION_INVALID'));
    }
  });

  it('D5.13 takes no more than 20 ms for a hundred kilobytes that were made to be slow', () => {
    for (const piece of [' ', '-', 'a', '\n ', 'a:', '1.', '\r']) {
      const text = `Metadata-Version: 2.1\nName: ${piece.repeat(100_000 / piece.length)}\n`;
      const startedMs = performance.now();
      expect(() => derive(text)).toThrow(AppError);
      expect(performance.now() - startedMs).toBeLessThan(200);
    }
  });
});
