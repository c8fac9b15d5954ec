import { packZip } from '../archives.ts';
import type { FormatDriver } from '../driver.ts';

const name = 'bonded-contract/package';

interface Document {
  readonly packages: Readonly<Record<string, readonly { readonly version: string }[]>>;
}

const packing: FormatDriver['packing'] = {
  container: 'zip',
  members: (version, note) => ({
    'composer.json': JSON.stringify({
      name,
      version,
      license: 'MIT',
      description: 'There to be fetched.',
      require: { php: '>=8.1', 'psr/log': '^3.0' },
    }),
    'src/Package.php': `<?php // ${note}\n`,
  }),
  manifest: () => 'composer.json',
  language: 'json',
  name,
};

const archiveAt = (version: string) => `packages/${name}/${version}.zip`;

export const composer: FormatDriver = {
  knownBy: { ecosystem: 'Packagist', name },
  packing,
  pack: async (version, note = '') => packZip(packing.members(version, note)),
  send: ({ client, place }, version, archive) =>
    client.fetch(`/composer/${place.path}/${archiveAt(version)}`, {
      method: 'PUT',
      body: new Uint8Array(archive),
    }),
  indexes: [
    {
      at: (place) => ({ path: `/composer/${place.path}/p2/${name}.json` }),
      offered: (text) =>
        // The document is ours.
        ((JSON.parse(text) as Document).packages[name] ?? []).map(({ version }) => version),
    },
  ],
  direct: (place, version) => ({ path: `/composer/${place.path}/${archiveAt(version)}` }),
  others: (place) => [
    { path: `/composer/${place.path}/packages.json` },
    { path: `/composer/${place.path}/p2/${name}~dev.json` },
    { path: `/composer/${place.path}/search.json?q=package` },
    { path: `/composer/${place.path}/list.json` },
    { path: `/composer/${place.path}/api/security-advisories/?packages[0]=${name}` },
  ],
  uploadPath: archiveAt,
  isVersion: (artifact, version) => artifact.version === version,
};
