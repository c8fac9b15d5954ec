import { packTarGz } from '../archives.ts';
import type { FormatDriver, Shelf } from '../driver.ts';

const name = 'bonded-contract-crate';
const indexPath = `bo/nd/${name}`;

interface Line {
  readonly vers: string;
  readonly yanked: boolean;
}

function lengthOf(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return length;
}

const packing: FormatDriver['packing'] = {
  container: 'tar.gz',
  members: (version, note) => ({
    [`${name}-${version}/Cargo.toml`]: `[package]\nname = "${name}"\nversion = "${version}"\n`,
    [`${name}-${version}/src/lib.rs`]: `// ${note}\n`,
  }),
  manifest: (version) => `${name}-${version}/Cargo.toml`,
  language: 'toml',
  name,
};

export const documentOf = (version: string) => ({ name, vers: version, deps: [], features: {} });

/** What is said of a crate, and the crate, each behind its length. */
export function sendCrate(
  { client, place }: Shelf,
  document: Buffer,
  archive: Buffer,
): Promise<Response> {
  const parts = [lengthOf(document), document, lengthOf(archive), archive];
  return client.fetch(`/cargo/${place.path}/api/v1/crates/new`, {
    method: 'PUT',
    body: new Uint8Array(Buffer.concat(parts)),
  });
}

export const cargo: FormatDriver = {
  knownBy: { ecosystem: 'crates.io', name },
  packing,
  pack: async (version, note = '') => packTarGz(packing.members(version, note)),
  send: (shelf, version, archive) =>
    sendCrate(shelf, Buffer.from(JSON.stringify(documentOf(version))), archive),
  indexes: ['', 'index/'].map((folder) => ({
    at: (place) => ({ path: `/cargo/${place.path}/${folder}${indexPath}` }),
    offered: (text) =>
      text
        .trimEnd()
        .split('\n')
        // The lines are ours.
        .map((line) => JSON.parse(line) as Line)
        .filter(({ yanked }) => !yanked)
        .map(({ vers }) => vers),
  })),
  direct: (place, version) => ({
    path: `/cargo/${place.path}/api/v1/crates/${name}/${version}/download`,
  }),
  others: (place) => [
    { path: `/cargo/${place.path}/config.json` },
    { path: `/cargo/${place.path}/api/v1/crates?q=contract` },
  ],
  // Who may publish is told to those who may.
  asides: (place) => [{ path: `/cargo/${place.path}/api/v1/crates/${name}/owners` }],
  uploadPath: (version) => `${name}-${version}.crate`,
  isVersion: (artifact, version) => artifact.version === version,
};
