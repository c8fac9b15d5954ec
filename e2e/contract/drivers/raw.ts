import type { FormatDriver } from '../driver.ts';

const folder = 'contract';
const pathOf = (version: string) => `${folder}/${version}.txt`;

interface Listing {
  readonly files: readonly { readonly path: string }[];
}

export const raw: FormatDriver = {
  knownBy: 'content',
  packing: {
    container: 'none',
    members: (version, note) => ({ [pathOf(version)]: `${version} ${note}` }),
    manifest: null,
    language: 'json',
    name: folder,
  },
  pack: async (version, note = '') => Buffer.from(`${version} ${note}`),
  send: ({ client, place }, version, archive) =>
    client.fetch(`/raw/${place.path}/${pathOf(version)}`, {
      method: 'PUT',
      body: new Uint8Array(archive),
    }),
  indexes: [
    {
      at: (place) => ({ path: `/raw/${place.path}/${folder}/` }),
      offered: (text) =>
        (JSON.parse(text) as Listing).files.map(({ path }) =>
          path.slice(folder.length + 1, -'.txt'.length),
        ),
      isOfHeld: true,
    },
  ],
  direct: (place, version) => ({ path: `/raw/${place.path}/${pathOf(version)}` }),
  others: (place) => [{ path: `/raw/${place.path}/` }],
  uploadPath: pathOf,
  isVersion: (artifact, version) => artifact.package.name === pathOf(version),
};
