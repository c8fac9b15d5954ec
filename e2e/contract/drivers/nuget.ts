import { packZip } from '../archives.ts';
import type { FormatDriver } from '../driver.ts';

const id = 'Bonded.Contract';
const name = id.toLowerCase();

interface Registration {
  readonly items: readonly {
    readonly items: readonly {
      readonly catalogEntry: { readonly version: string; readonly listed: boolean };
    }[];
  }[];
}

function offered(text: string): readonly string[] {
  const { items } = JSON.parse(text) as Registration;
  const entries = items.flatMap((page) => page.items.map(({ catalogEntry }) => catalogEntry));
  return entries.filter(({ listed }) => listed).map(({ version }) => version);
}

function nuspecOf(version: string): string {
  return `<package><metadata><id>${id}</id><version>${version}</version>
<authors>Acme</authors><description>There to be fetched.</description>
<license type="expression">MIT</license><dependencies><group targetFramework="net8.0">
<dependency id="Serilog" version="4.2.0" /></group></dependencies></metadata></package>`;
}

const packing: FormatDriver['packing'] = {
  container: 'zip',
  members: (version, note) => ({
    [`${id}.nuspec`]: nuspecOf(version),
    'content/note.txt': `${note}\n`,
  }),
  manifest: () => `${id}.nuspec`,
  language: 'xml',
  name: id,
};

export const nuget: FormatDriver = {
  knownBy: { ecosystem: 'NuGet', name: id },
  packing,
  pack: async (version, note = '') => packZip(packing.members(version, note)),
  send: ({ client, place }, _version, archive) =>
    client.fetch(`/nuget/${place.path}/v3/package/`, {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream' },
      body: new Uint8Array(archive),
    }),
  indexes: [
    {
      at: (place) => ({ path: `/nuget/${place.path}/v3/registration/${name}/index.json` }),
      offered,
    },
  ],
  direct: (place, version) => ({
    path: `/nuget/${place.path}/v3/flatcontainer/${name}/${version}/${name}.${version}.nupkg`,
  }),
  others: (place, version) => [
    { path: `/nuget/${place.path}/v3/index.json` },
    { path: `/nuget/${place.path}/v3/flatcontainer/${name}/index.json` },
    { path: `/nuget/${place.path}/v3/flatcontainer/${name}/${version}/${name}.nuspec` },
    { path: `/nuget/${place.path}/v3/registration/${name}/${version}.json` },
    { path: `/nuget/${place.path}/v3/query?q=contract` },
    { path: `/nuget/${place.path}/v3/autocomplete?q=contract` },
    { path: `/nuget/${place.path}/v3/autocomplete?id=${name}` },
  ],
  // It was pushed without symbols.
  asides: (place) => [
    { path: `/nuget/${place.path}/v3/symbols/contract.pdb/${'0'.repeat(32)}ffffffff/contract.pdb` },
  ],
  uploadPath: (version) => `${name}.${version}.nupkg`,
  isVersion: (artifact, version) => artifact.version === version,
};
