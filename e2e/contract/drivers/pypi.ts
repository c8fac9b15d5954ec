import { createHash } from 'node:crypto';
import { type Members, packZip } from '../archives.ts';
import type { FormatDriver, IndexDocument } from '../driver.ts';

const name = 'bonded-contract-wheel';
const folder = 'bonded_contract_wheel';
export const fileOf = (version: string) => `${folder}-${version}-py3-none-any.whl`;
const pathOf = (version: string) => `packages/${name}/${version}/${fileOf(version)}`;
const json = 'application/vnd.pypi.simple.v1+json';

function metadataOf(version: string): string {
  return `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\nSummary: There to be fetched
License: MIT\nRequires-Python: >=3.9\nRequires-Dist: requests (>=2.31)\n`;
}

/** RECORD lists the hash of everything else, so it comes last. */
function recordOf(files: Members, record: string): string {
  const lines = Object.entries(files).map(([path, content]) => {
    const hash = createHash('sha256').update(content).digest('base64url');
    return `${path},sha256=${hash},${Buffer.byteLength(content)}\n`;
  });
  return `${lines.join('')}${record},,\n`;
}

function membersOf(
  version: string,
  note: string,
  metadata: string | Buffer = metadataOf(version),
): Members {
  const info = `${folder}-${version}.dist-info`;
  const files = {
    [`${folder}/__init__.py`]: `# ${note}\n`,
    [`${info}/METADATA`]: metadata,
    [`${info}/WHEEL`]: 'Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
  };
  return { ...files, [`${info}/RECORD`]: recordOf(files, `${info}/RECORD`) };
}

function offeredInJson(text: string): readonly string[] {
  const { files } = JSON.parse(text) as { files: { filename: string; yanked: unknown }[] };
  const free = files.filter(({ yanked }) => yanked === false);
  return free.map(({ filename }) => filename.split('-')[1] ?? '');
}

function offeredInHtml(text: string): readonly string[] {
  const links = text.match(/<a [^>]*>[^<]*<\/a>/g) ?? [];
  const free = links.filter((link) => !link.includes('data-yanked'));
  return free.map((link) => link.replace(/<[^>]*>/g, '').split('-')[1] ?? '');
}

function indexAs(accept: string, offered: IndexDocument['offered']): IndexDocument {
  return { at: (place) => ({ path: `/pypi/${place.path}/simple/${name}/`, accept }), offered };
}

/** What a form says of its file. */
export function fieldsOf(version: string, archive: Buffer) {
  return {
    ':action': 'file_upload',
    protocol_version: '1',
    metadata_version: '2.1',
    name,
    version,
    filetype: 'bdist_wheel',
    pyversion: 'py3',
    sha256_digest: createHash('sha256').update(archive).digest('hex'),
  };
}

function formOf(version: string, archive: Buffer): FormData {
  const form = new FormData();
  for (const [field, value] of Object.entries(fieldsOf(version, archive)))
    form.append(field, value);
  form.append('content', new Blob([new Uint8Array(archive)]), fileOf(version));
  return form;
}

export const pypi: FormatDriver = {
  knownBy: { ecosystem: 'PyPI', name },
  packing: {
    container: 'zip',
    members: (version, note) => membersOf(version, note),
    manifest: (version) => `${folder}-${version}.dist-info/METADATA`,
    language: 'headers',
    name,
    membersWith: (version, metadata) => membersOf(version, '', metadata),
  },
  pack: (version, note = '') => packZip(membersOf(version, note)),
  send: ({ client, place }, version, archive) =>
    client.fetch(`/pypi/${place.path}/`, { method: 'POST', body: formOf(version, archive) }),
  indexes: [indexAs(json, offeredInJson), indexAs('text/html', offeredInHtml)],
  direct: (place, version) => ({ path: `/pypi/${place.path}/${pathOf(version)}` }),
  others: (place, version) => [
    { path: `/pypi/${place.path}/simple/` },
    { path: `/pypi/${place.path}/${pathOf(version)}.metadata` },
    { path: `/pypi/${place.path}/pypi/${name}/json` },
    { path: `/pypi/${place.path}/pypi/${name}/${version}/json` },
  ],
  // It was built by nobody known.
  asides: (place, version) => [
    { path: `/pypi/${place.path}/${pathOf(version).replace(/^packages/, 'integrity')}/provenance` },
  ],
  uploadPath: fileOf,
  isVersion: (artifact, version) => artifact.version === version,
};
