import { describe, expect, it } from 'vitest';
import { metadataText, packSdist, sdistContents } from '../../../tests/distributions.ts';
import { packZip, sourceOf } from '../../../tests/zips.ts';
import { parseFileName, type SdistName } from './file-names.ts';
import { inspectSdist } from './sdist.ts';

// NOTE: the names end in `.tar.gz` and `.zip`.
const tarball = parseFileName('acme_tool-1.0.tar.gz') as SdistName;
const zip = parseFileName('acme-tool-1.0.zip') as SdistName;

const containers = [
  { named: tarball, pack: packSdist },
  {
    named: zip,
    pack: (files: Readonly<Record<string, string>> = sdistContents()) =>
      packZip(Object.entries(files).map(([path, content]) => ({ path, content }))),
  },
];
const refused = expect.objectContaining({ kind: 'invalid' }) as unknown;

describe.each(containers)('a source distribution as $named.container', ({ named, pack }) => {
  const inspect = (bytes: Buffer) => inspectSdist(sourceOf(bytes).source, named);

  it('gives its PKG-INFO, byte for byte', async () => {
    expect((await inspect(pack())).toString()).toBe(metadataText());
  });

  it('D5.11 is refused with a file outside, another folder or no PKG-INFO', async () => {
    const { 'acme_tool-1.0/PKG-INFO': _, ...without } = sdistContents();
    for (const files of [
      sdistContents({ 'setup.py': 'evil()' }),
      sdistContents({ 'other-1.0/setup.py': 'evil()' }),
      sdistContents({ 'acme_tool-1.0/pkg-info': metadataText({ Name: 'other' }) }),
      { 'acme_tool-2.0/PKG-INFO': metadataText() },
      without,
    ]) {
      await expect(inspect(pack(files))).rejects.toEqual(refused);
    }
  });
});
