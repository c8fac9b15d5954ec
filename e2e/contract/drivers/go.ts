import { packZip } from '../archives.ts';
import type { FormatDriver } from '../driver.ts';

const path = 'contract.example/module';
const prefixOf = (version: string) => `${path}@v${version}/`;

export const goMod = `module ${path}\n\ngo 1.22\n\nrequire golang.org/x/text v0.21.0\n`;

const packing: FormatDriver['packing'] = {
  container: 'zip',
  members: (version, note) => ({
    [`${prefixOf(version)}go.mod`]: goMod,
    [`${prefixOf(version)}doc.go`]: `package module // ${note}\n`,
  }),
  manifest: (version) => `${prefixOf(version)}go.mod`,
  language: 'go.mod',
  name: path,
};

export const go: FormatDriver = {
  knownBy: { ecosystem: 'Go', name: path },
  packing,
  pack: async (version, note = '') => packZip(packing.members(version, note)),
  send: ({ client, place }, version, archive) =>
    client.fetch(`/go/${place.path}/${path}/@v/v${version}.zip`, {
      method: 'PUT',
      body: new Uint8Array(archive),
    }),
  indexes: [
    {
      isUndated: true,
      at: (place) => ({ path: `/go/${place.path}/${path}/@v/list` }),
      offered: (text) => [...text.matchAll(/^v(.+)$/gm)].map(([, version = '']) => version),
    },
  ],
  direct: (place, version) => ({ path: `/go/${place.path}/${path}/@v/v${version}.zip` }),
  others: (place, version) => [
    { path: `/go/${place.path}/${path}/@latest` },
    { path: `/go/${place.path}/${path}/@v/v${version}.info` },
    { path: `/go/${place.path}/${path}/@v/v${version}.mod` },
  ],
  // No upstream of ours passes a checksum database on.
  asides: (place, version) =>
    ['supported', 'latest', 'tile/8/0/000', `lookup/${path}@v${version}`].map((below) => ({
      path: `/go/${place.path}/sumdb/sum.contract.example/${below}`,
    })),
  uploadPath: (version) => `module-${version}.zip`,
  isVersion: (artifact, version) => artifact.version === `v${version}`,
};
