import { createHash } from 'node:crypto';
import { packTarGz } from '../archives.ts';
import type { FormatDriver } from '../driver.ts';

const name = '@bonded-contract/npm-package';
const encoded = name.replace('/', '%2f');
const fileOf = (version: string) => `npm-package-${version}.tgz`;

interface Document {
  readonly 'dist-tags': Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, { deprecated?: string; dist: { tarball: string } }>>;
}

function offered(text: string): readonly string[] {
  const { versions, 'dist-tags': tags } = JSON.parse(text) as Document;
  const free = Object.entries(versions).filter(([, { deprecated }]) => deprecated === undefined);
  const names = free.map(([version]) => version);
  // Where all are held, a tag still leads to one of them, whose receipt is shown.
  if (names.length === 0) return [];
  for (const target of Object.values(tags)) {
    if (!names.includes(target)) throw new Error(`a tag leads to ${target}, which is not offered`);
  }
  return names;
}

function manifestOf(version: string) {
  return { name, version, license: 'MIT' };
}

/** What a publish sends: the archive, and what is said of it. */
export function documentOf(version: string, archive: Buffer) {
  const sha512 = createHash('sha512').update(archive).digest('base64');
  const shasum = createHash('sha1').update(archive).digest('hex');
  return {
    _id: name,
    name,
    'dist-tags': { latest: version },
    versions: {
      [version]: { ...manifestOf(version), dist: { integrity: `sha512-${sha512}`, shasum } },
    },
    _attachments: {
      [`${name}-${version}.tgz`]: {
        content_type: 'application/octet-stream',
        data: archive.toString('base64'),
        length: archive.length,
      },
    },
  };
}

const packing: FormatDriver['packing'] = {
  container: 'tar.gz',
  members: (version, note) => ({
    'package/package.json': JSON.stringify(manifestOf(version)),
    'package/index.js': `// ${note}\n`,
  }),
  manifest: () => 'package/package.json',
  language: 'json',
  name,
};

export const npm: FormatDriver = {
  knownBy: { ecosystem: 'npm', name },
  packing,
  pack: async (version, note = '') => packTarGz(packing.members(version, note)),
  send: ({ client, place }, version, archive) =>
    client.fetch(`/npm/${place.path}/${encoded}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(documentOf(version, archive)),
    }),
  indexes: [
    { at: (place) => ({ path: `/npm/${place.path}/${encoded}` }), offered },
    {
      at: (place) => ({
        path: `/npm/${place.path}/${encoded}`,
        accept: 'application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*',
      }),
      offered,
    },
  ],
  direct: (place, version) => ({ path: `/npm/${place.path}/${name}/-/${fileOf(version)}` }),
  others: (place, version) => [
    { path: `/npm/${place.path}/${encoded}/${version}` },
    { path: `/npm/${place.path}/${name}/-/${name}-${version}.tgz` },
    { path: `/npm/${place.path}/-/package/${encoded}/dist-tags` },
    { path: `/npm/${place.path}/-/package/${encoded}/visibility` },
    { path: `/npm/${place.path}/-/v1/search?text=npm-package` },
  ],
  // It was built by nobody known, and roles stand for access.
  asides: (place, version) => [
    { path: `/npm/${place.path}/-/npm/v1/attestations/${encoded}@${version}` },
    { path: `/npm/${place.path}/-/package/${encoded}/access` },
    { path: `/npm/${place.path}/-/package/${encoded}/collaborators` },
  ],
  uploadPath: fileOf,
  isVersion: (artifact, version) => artifact.version === version,
};
