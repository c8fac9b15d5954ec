import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import {
  type Client,
  makeKey,
  makeProject,
  makeRepository,
  type Place,
  signIn,
} from '../../stack/api.ts';
import { importRecord } from './advisory.ts';
import { type ClientName, clientFolder, runClient, writePackage, yarn4Folder } from './run-npm.ts';

interface InstallingClient {
  readonly client: ClientName;
  readonly folderOf: (registryUrl: string, token: string | null) => Promise<string>;
  /** Each in turn. */
  readonly publish: readonly (readonly string[])[];
  readonly add: (spec: string) => readonly string[];
}

const managers: readonly InstallingClient[] = [
  {
    client: 'npm',
    folderOf: clientFolder,
    publish: [['publish']],
    add: (spec) => ['install', spec],
  },
  {
    client: 'pnpm',
    folderOf: clientFolder,
    publish: [['publish', '--no-git-checks']],
    add: (spec) => ['add', spec],
  },
  {
    client: 'yarn1',
    folderOf: clientFolder,
    publish: [['publish', '--non-interactive']],
    add: (spec) => ['add', spec],
  },
  {
    client: 'yarn4',
    folderOf: yarn4Folder,
    publish: [['install'], ['npm', 'publish']],
    add: (spec) => ['add', spec],
  },
  {
    client: 'bun',
    folderOf: clientFolder,
    publish: [['publish']],
    add: (spec) => ['add', spec],
  },
];

const keyNames = ['anonymous', 'wrong key', 'read-only key', "other project's key"] as const;
type KeyName = (typeof keyNames)[number];

let admin: Client;
let place: Place;
let registryUrl: string;
let token: string;
let keys: Readonly<Record<KeyName, string | null>>;

const nameOf = ({ client }: InstallingClient) => `@bonded-e2e/by-${client}`;

beforeAll(async () => {
  admin = await signIn();
  await importRecord(
    admin,
    ...managers.map((manager) => ({
      schema_version: '1.6.0',
      id: `MAL-2026-1${manager.client}`,
      modified: new Date().toISOString(),
      published: '2026-01-01T00:00:00Z',
      summary: 'Malicious code',
      affected: [{ package: { ecosystem: 'npm', name: nameOf(manager) }, versions: ['1.2.0'] }],
    })),
  );
  place = await makeRepository(admin, 'NPM');
  registryUrl = `${inject('gatewayUrl')}/npm/${place.path}/`;
  const { project } = place;
  token = await makeKey(admin, { project });
  keys = {
    anonymous: null,
    'wrong key': `${token.slice(0, -6)}000000`,
    'read-only key': await makeKey(admin, {
      project,
      actions: ['repository:read', 'artifact:read', 'artifact:download'],
    }),
    "other project's key": await makeKey(admin, { project: await makeProject(admin) }),
  };
});

async function publish(manager: InstallingClient, version: string, key: string | null = token) {
  const folder = await manager.folderOf(registryUrl, key);
  await writePackage(folder, { name: nameOf(manager), version, license: 'MIT' });
  const ran = { exitCode: 0, output: '' };
  for (const step of manager.publish) {
    const { exitCode, output } = await runClient(manager.client, step, folder);
    ran.output += output;
    ran.exitCode ||= exitCode;
  }
  return ran;
}

async function install(manager: InstallingClient, spec: string, key: string | null = token) {
  const folder = await manager.folderOf(registryUrl, key);
  await writePackage(folder, { name: 'empty', version: '1.0.0', private: true }, {});
  return { folder, ...(await runClient(manager.client, manager.add(spec), folder)) };
}

async function installedVersion(folder: string, name: string): Promise<string> {
  const text = await readFile(join(folder, 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

describe.each(managers)('$client', (manager) => {
  const name = nameOf(manager);

  it('publishes, and installs by range and by tag what is cleared', async () => {
    for (const version of ['1.0.0', '1.1.0', '1.2.0']) {
      const { exitCode, output } = await publish(manager, version);
      expect(exitCode, output).toBe(0);
    }
    for (const spec of [`${name}@^1.0.0`, name]) {
      const { folder, exitCode, output } = await install(manager, spec);
      expect(exitCode, output).toBe(0);
      expect(await installedVersion(folder, name)).toBe('1.1.0');
    }
  });

  it('prints the receipt of a version that is held, asked for by its number', async () => {
    const { exitCode, output } = await install(manager, `${name}@1.2.0`);
    expect(exitCode, output).not.toBe(0);
    expect(output).toMatch(/BD-[2-9A-Z]{6,}/);
  });

  it.each(keyNames)('neither publishes nor, without the right to, installs: %s', async (key) => {
    const published = await publish(manager, '9.0.0', keys[key]);
    expect(published.exitCode, published.output).not.toBe(0);
    const installed = await install(manager, `${name}@1.0.0`, keys[key]);
    expect(installed.exitCode === 0, installed.output).toBe(key === 'read-only key');
  });
});
