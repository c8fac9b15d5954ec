import { importRecord } from '../clients/npm/advisory.ts';
import { clientFolder, runClient, writePackage } from '../clients/npm/run-npm.ts';
import type { Client } from '../stack/api.ts';
import { gatewayUrl } from './addresses.ts';
import { adminClient, randomSlug } from './gateway-client.ts';

/**
 * What every spec may rely on: one project, one repository of each format, one package that is
 * clear.
 */
export const warehouse = {
  project: 'acme',
  npm: 'packages',
  raw: 'images',
  clearPackage: '@acme/checkout',
} as const;

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

/** Creates the project, its repositories and its first package. */
export async function seedWarehouse(): Promise<void> {
  const admin = await adminClient();
  const { project, npm, raw, clearPackage } = warehouse;
  await admin.graphql(
    'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }',
    { input: { slug: project, name: 'Acme web shop', description: 'Everything the shop needs.' } },
  );
  for (const [slug, format] of [
    [npm, 'NPM'],
    [raw, 'RAW'],
  ] as const) {
    await admin.graphql(
      `mutation ($input: CreateRepositoryInput!) {
        createRepository(input: $input) { repository { id } }
      }`,
      { input: { project, slug, name: slug, format, kind: 'HOSTED' } },
    );
  }
  await publish(admin, clearPackage, '1.0.0');
}

/** Publishes a package that policy holds, and returns its name. */
export async function publishPoisoned(admin: Client): Promise<string> {
  const name = randomSlug('poisoned');
  await importRecord(admin, record(name));
  await publish(admin, name, '1.0.0');
  return name;
}

async function publish(admin: Client, name: string, version: string): Promise<void> {
  const registry = `${gatewayUrl()}/npm/${warehouse.project}/${warehouse.npm}/`;
  const folder = await clientFolder(registry, admin.token);
  await writePackage(folder, { name, version, license: 'MIT', description: 'For the tests' });
  const { exitCode, output } = await runClient('npm', ['publish'], folder);
  // A refused package is stored all the same; what npm says of it is another suite's business.
  if (exitCode !== 0 && !output.includes('BD-')) throw new Error(output);
}
