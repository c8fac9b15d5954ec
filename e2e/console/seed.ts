import { importRecord } from '../clients/npm/advisory.ts';
import { drivers } from '../contract/drivers.ts';
import type { Client, Format } from '../stack/api.ts';
import { importFirstAdvisory } from '../stack/first-advisory.ts';
import { adminPassword, gatewayUrl } from './addresses.ts';
import { adminClient, randomSlug } from './gateway-client.ts';
import { type NpmManifest, publishNpm } from './npm-package.ts';

/** What every spec may rely on: one project with a repository of each format, all with content. */
export const warehouse = {
  project: 'acme',
  npm: 'packages',
  raw: 'images',
  /** Nothing was ever published to it. */
  empty: 'drafts',
  clearPackage: '@acme/checkout',
  /** More than a page of them lie in one folder of `raw`. */
  parts: 104,
} as const;

/** The repositories of the other formats; each holds the package of that format's contract. */
const others: readonly (readonly [string, Format])[] = [
  ['libraries', 'MAVEN'],
  ['wheels', 'PYPI'],
  ['containers', 'OCI'],
  ['dotnet', 'NUGET'],
  ['modules', 'GO'],
  ['php', 'COMPOSER'],
  ['charts', 'HELM'],
  ['crates', 'CARGO'],
];

const npmPlace = { project: warehouse.project, repository: warehouse.npm };

const checkout: NpmManifest = {
  name: warehouse.clearPackage,
  version: '1.0.0',
  license: 'MIT',
  description: 'Takes the money of whoever buys at Acme.',
  keywords: ['checkout', 'payment', 'acme'],
  homepage: 'https://acme.example/checkout',
  repository: { type: 'git', url: 'git+https://git.acme.example/shop/checkout.git' },
  author: { name: 'Ada Bell', email: 'ada@acme.example' },
  engines: { node: '>=20' },
  dependencies: { 'left-pad': '^1.3.0', zod: '3.23.8' },
  peerDependencies: { react: '>=18' },
};

/** With all that a readme may have, and what it should not. */
const readme = `# Checkout

[![build](https://ci.acme.example/badge.svg)](https://ci.acme.example/) ![A till](till.png)

Takes the **money**, see [the handbook](https://acme.example/handbook) or [its source](./src).

<p align="center"><img src="https://acme.example/logo.png" onerror="alert(1)"></p>
<script>alert(1)</script><iframe src="https://acme.example/"></iframe>

### Use

\`\`\`js
import { pay } from "@acme/checkout"; // ${'One long line. '.repeat(20)}
\`\`\`

| card | taken |
|------|------:|
| any  | yes   |

- [x] cards
- [ ] coins

> Money does not stink.
`;

/** The advisory by which `poisoned-…` packages are refused. */
const record = (name: string) => ({
  schema_version: '1.6.0',
  id: `GHSA-e2e0-e2e0-${name.slice(-4)}`,
  modified: '2026-01-01T00:00:00Z',
  published: '2026-01-01T00:00:00Z',
  summary: `Remote code execution in ${name}`,
  details: 'Every version is affected.',
  severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
  affected: [
    {
      package: { ecosystem: 'npm', name },
      ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }] }],
    },
  ],
});

/** Creates the project, its repositories and what lies in them. */
export async function seedWarehouse(): Promise<void> {
  const admin = await adminClient();
  const { project, npm, raw, empty } = warehouse;
  await importFirstAdvisory(gatewayUrl(), adminPassword());
  await admin.graphql(
    'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }',
    { input: { slug: project, name: 'Acme web shop', description: 'Everything the shop needs.' } },
  );
  await createRepository(admin, npm, 'NPM');
  await createRepository(admin, raw, 'RAW');
  await createRepository(admin, empty, 'NPM');
  await publishNpm(admin, npmPlace, checkout, { readme });
  await publishNpm(admin, npmPlace, { ...checkout, version: '1.1.0' }, { readme });
  await publishNpm(admin, npmPlace, { ...checkout, version: '2.0.0-beta.1' }, { tag: 'next' });
  await publishNpm(admin, npmPlace, {
    name: '@acme/cart',
    version: '0.4.2',
    license: 'MIT',
    description: 'What somebody means to buy.',
    dependencies: { [checkout.name]: '^1.0.0' },
  });
  await putFiles(admin);
  for (const [slug, format] of others) await seedFormat(admin, slug, format);
}

async function createRepository(admin: Client, slug: string, format: Format): Promise<string> {
  const { createRepository: made } = await admin.graphql<{
    createRepository: { repository: { id: string } };
  }>(
    `mutation ($input: CreateRepositoryInput!) {
      createRepository(input: $input) { repository { id } }
    }`,
    { input: { project: warehouse.project, slug, name: slug, format, kind: 'HOSTED' } },
  );
  return made.repository.id;
}

/** Two versions of what the contract publishes, by the protocol of the format. */
async function seedFormat(admin: Client, repository: string, format: Format): Promise<void> {
  const driver = drivers[format];
  if (driver === undefined) throw new Error(`${format} has no driver`);
  const repositoryId = await createRepository(admin, repository, format);
  const { project } = warehouse;
  const place = { project, repository, path: `${project}/${repository}`, repositoryId };
  for (const version of ['1.0.0', '1.1.0']) {
    const archive = await driver.pack(version, `of ${version}`);
    const answer = await driver.send({ client: admin, place }, version, archive);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${format} ${version}: ${answer.status} ${text}`);
  }
}

const atOnce = 8;

/** Files in folders, and one folder with more of them than a page shows. */
async function putFiles(admin: Client): Promise<void> {
  const parts = Array.from(
    { length: warehouse.parts },
    (_, index) => `datasets/2026/part-${String(index + 1).padStart(3, '0')}.csv`,
  );
  const paths = [
    'installers/linux/acme-shop_1.4.0_amd64.deb',
    'installers/linux/acme-shop_1.4.0_arm64.deb',
    'installers/windows/AcmeShop-1.4.0.msi',
    'handbook.pdf',
    ...parts,
  ];
  const queue = paths.values();
  const putNext = async (): Promise<void> => {
    for (const path of queue) {
      const address = `/raw/${warehouse.project}/${warehouse.raw}/${path}`;
      const answer = await admin.fetch(address, { method: 'PUT', body: `${path}\n` });
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, putNext));
}

/** Publishes a package that policy holds, and returns its name. */
export async function publishPoisoned(admin: Client): Promise<string> {
  const name = randomSlug('poisoned');
  await importRecord(admin, record(name));
  const manifest = { name, version: '1.0.0', license: 'MIT', description: 'For the tests' };
  await publishNpm(admin, npmPlace, manifest);
  return name;
}
