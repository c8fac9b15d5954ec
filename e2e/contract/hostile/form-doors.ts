import { createHash } from 'node:crypto';
import type { Format } from '../../stack/api.ts';
import type { Shelf } from '../driver.ts';
import { fileOf as chartFileOf, helm } from '../drivers/helm.ts';
import { nuget } from '../drivers/nuget.ts';
import { fieldsOf, pypi, fileOf as wheelOf } from '../drivers/pypi.ts';
import { type Form, type FormPart, type HostileForm, hostileNames, lie } from './hostile-forms.ts';
import { provenanceOf } from './provenance.ts';

/** Where a form comes that has an archive among its parts. */
export interface FormDoor {
  readonly format: Format;
  readonly name: string;
  /** As an honest client sends them, the file last. */
  readonly parts: () => Promise<readonly FormPart[]>;
  readonly send: (shelf: Shelf, form: Form) => Promise<Response>;
  /** Beside what is hostile to all doors. */
  readonly lies: readonly HostileForm[];
}

const version = '1.0.0';

function sendTo(method: string, pathOf: (place: string) => string): FormDoor['send'] {
  return ({ client, place }, { contentType, body }) =>
    client.fetch(pathOf(place.path), {
      method,
      headers: { 'content-type': contentType },
      body: new Uint8Array(body),
    });
}

/** A form that has another value in one of its fields. */
const saying = (name: string, content: string) =>
  lie(`"${name}" of ${JSON.stringify(content.slice(0, 24))}`, (parts) =>
    parts.map((part) => (part.name === name ? { ...part, content } : part)),
  );

/** A form that has one field more. */
const adding = (name: string, content: string) =>
  lie(`one more "${name}" of ${JSON.stringify(content.slice(0, 24))}`, (parts) => [
    { name, content },
    ...parts,
  ]);

const without = (name: string) =>
  lie(`a form without "${name}"`, (parts) => parts.filter((part) => part.name !== name));

const calledFile = (fileName: string) =>
  lie(`a file called ${JSON.stringify(fileName.slice(0, 32))}`, (parts) =>
    parts.map((part) => (part.fileName === undefined ? part : { ...part, fileName })),
  );

const strangeNames = [
  '../../bonded-escaped',
  'x'.repeat(5_000),
  'x\u0000y',
  '__proto__',
  'x\u202egpj',
];

const pypiLies: readonly HostileForm[] = [
  ...strangeNames.map((name) => saying('name', name)),
  saying('name', 'another-wheel'),
  ...['9.9.9', '1.0.0\r\nx-injected: 1', `1.${'0.'.repeat(20_000)}0`, '1.0.0/../..'].map((value) =>
    saying('version', value),
  ),
  saying('sha256_digest', '0'.repeat(64)),
  saying('sha256_digest', '0'.repeat(1_000_000)),
  saying('filetype', 'sdist'),
  saying('filetype', 'bdist_egg'),
  saying(':action', 'submit'),
  saying('protocol_version', '2'),
  ...['name', 'version', 'filetype', ':action', 'content'].map(without),
  adding('name', 'another-wheel'),
  adding('version', '9.9.9'),
  adding('requires_dist', 'another'),
  adding('requires_python', '<1'),
  adding('attestations', '['.repeat(100_000)),
  adding('attestations', '{"a":'.repeat(100_000)),
  adding('attestations', '[{"version":1}]'),
  adding('description', 'x'.repeat(5 * 1024 * 1024)),
  lie('more fields of one name than anybody sends', (parts) => [
    ...Array.from({ length: 9_000 }, () => ({ name: 'requires_dist', content: 'x' })),
    ...parts,
  ]),
  ...strangeNames.map(calledFile),
  calledFile(wheelOf('9.9.9')),
  calledFile(`../${wheelOf(version)}/..`),
  calledFile(wheelOf(version).replace('.whl', '.exe')),
];

const helmLies: readonly HostileForm[] = [
  ...hostileNames,
  lie('a provenance alone', (parts) => parts.filter(({ name }) => name === 'prov')),
  lie('a provenance of another chart', (parts) =>
    parts.map((part) =>
      part.name === 'prov' ? { ...part, content: provenanceOf(version, '0'.repeat(64)) } : part,
    ),
  ),
  lie('a provenance twice', (parts) => [...parts.slice(0, 1), ...parts]),
  lie('a provenance of no end', (parts) =>
    parts.map((part) =>
      part.name === 'prov' ? { ...part, content: Buffer.alloc(8 * 1024 ** 2, 'x') } : part,
    ),
  ),
  lie('a chart that is its own provenance', (parts) =>
    parts.map((part) => ({ ...part, content: parts.at(-1)?.content ?? '', name: 'prov' })),
  ),
];

export const formDoors: readonly FormDoor[] = [
  {
    format: 'PYPI',
    name: 'an upload',
    parts: async () => {
      const archive = await pypi.pack(version);
      const fields = Object.entries(fieldsOf(version, archive));
      return [
        ...fields.map(([name, content]) => ({ name, content })),
        { name: 'content', fileName: wheelOf(version), content: archive },
      ];
    },
    send: sendTo('POST', (place) => `/pypi/${place}/`),
    lies: [...hostileNames, ...pypiLies],
  },
  {
    format: 'NUGET',
    name: 'a push',
    parts: async () => [
      { name: 'package', fileName: 'package.nupkg', content: await nuget.pack(version) },
    ],
    send: sendTo('PUT', (place) => `/nuget/${place}/v3/package/`),
    lies: [
      lie('a field before the package', (parts) => [{ name: 'id', content: 'Other' }, ...parts]),
      lie('a field behind the package', (parts) => [...parts, { name: 'id', content: 'Other' }]),
      lie('a package of nothing', (parts) => parts.map((part) => ({ ...part, content: '' }))),
    ],
  },
  {
    format: 'HELM',
    name: 'a chart with its provenance',
    parts: async () => {
      const archive = await helm.pack(version);
      const digest = createHash('sha256').update(archive).digest('hex');
      return [
        { name: 'prov', fileName: 'chart.prov', content: provenanceOf(version, digest) },
        { name: 'chart', fileName: chartFileOf(version), content: archive },
      ];
    },
    send: sendTo('POST', (place) => `/helm/${place}/api/charts`),
    lies: helmLies,
  },
];
