import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packTarGz, packZip } from '../../contract/archives.ts';

export interface Release {
  readonly name: string;
  readonly version: string;
  readonly requires?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
}

function metadataOf({ name, version, requires = [] }: Release): string {
  const needed = requires.map((each) => `Requires-Dist: ${each}\n`).join('');
  const head = `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\nSummary: A small tool\n`;
  return `${head}License: MIT\nRequires-Python: >=3.8\n${needed}\n# ${name}\n`;
}

const stemOf = ({ name }: Release) => name.toLowerCase().replace(/[-.]/g, '_');

/** Writes a wheel into a folder, as a build would, and gives its path. */
export async function writeWheel(folder: string, release: Release): Promise<string> {
  const stem = `${stemOf(release)}-${release.version}`;
  const files: Readonly<Record<string, string>> = {
    [`${stemOf(release)}/__init__.py`]: `version = "${release.version}"\n`,
    ...release.files,
    [`${stem}.dist-info/METADATA`]: metadataOf(release),
    [`${stem}.dist-info/WHEEL`]:
      'Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
  };
  const lines = Object.entries(files).map(([path, content]) => {
    const hash = createHash('sha256').update(content).digest('base64url');
    return `${path},sha256=${hash},${Buffer.byteLength(content)}\n`;
  });
  const record = `${stem}.dist-info/RECORD`;
  const path = join(folder, `${stem}-py3-none-any.whl`);
  await writeFile(path, await packZip({ ...files, [record]: `${lines.join('')}${record},,\n` }));
  return path;
}

/** The same of a source distribution. */
export async function writeSdist(folder: string, release: Release): Promise<string> {
  const stem = `${stemOf(release)}-${release.version}`;
  const path = join(folder, `${stem}.tar.gz`);
  const members = {
    [`${stem}/PKG-INFO`]: metadataOf(release),
    [`${stem}/pyproject.toml`]: '[build-system]\nrequires = []\n',
    [`${stem}/${stemOf(release)}/__init__.py`]: `version = "${release.version}"\n`,
  };
  await writeFile(path, packTarGz(members));
  return path;
}
