import { gzipSync } from 'node:zlib';
import { tarMember, tarOf } from '../archives.ts';
import type { FormatDriver } from '../driver.ts';

const name = 'bonded-contract-chart';
export const fileOf = (version: string) => `${name}-${version}.tgz`;

export function chartYamlOf(version: string): string {
  return `apiVersion: v2\nname: ${name}\nversion: ${version}
description: There to be fetched.\nappVersion: "7.2"\nkeywords: [contract]\n`;
}

const packing: FormatDriver['packing'] = {
  container: 'tar.gz',
  members: (version, note) => ({
    [`${name}/Chart.yaml`]: chartYamlOf(version),
    [`${name}/values.yaml`]: `# ${note}\n`,
  }),
  manifest: () => `${name}/Chart.yaml`,
  language: 'yaml',
  name,
};

/** Stored, not packed: what is known as bad is known by its bytes. */
function pack(version: string, note: string): Buffer {
  const members = Object.entries(packing.members(version, note));
  const tar = tarOf(...members.map(([path, content]) => tarMember({ path, content })));
  return gzipSync(tar, { level: 0 });
}

export const helm: FormatDriver = {
  knownBy: 'content',
  packing,
  pack: async (version, note = '') => pack(version, note),
  send: ({ client, place }, _version, archive) =>
    client.fetch(`/helm/${place.path}/api/charts`, {
      method: 'POST',
      body: new Uint8Array(archive),
    }),
  indexes: [
    {
      at: (place) => ({ path: `/helm/${place.path}/index.yaml` }),
      offered: (text) =>
        [...text.matchAll(/^ +"?version"?: "([^"]+)"$/gm)].map(([, version = '']) => version),
    },
  ],
  direct: (place, version) => ({ path: `/helm/${place.path}/charts/${fileOf(version)}` }),
  others: (place, version) => [
    { path: `/helm/${place.path}/api/charts` },
    { path: `/helm/${place.path}/api/charts/${name}` },
    { path: `/helm/${place.path}/api/charts/${name}/${version}` },
  ],
  uploadPath: fileOf,
  isVersion: (artifact, version) => artifact.version === version,
};
