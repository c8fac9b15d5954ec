import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { cruise, type IFlattenedRuleSet, type IReporterOutput } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import { afterAll, beforeAll, expect, test } from 'vitest';

// Goal: every layer rule would be seen broken. Method: a small monorepo in a temporary folder, in
// which one file breaks each rule and all others obey; one cruise must find just what was planted.

const root = resolve(import.meta.dirname, '../..');

const workspaces = [
  'packages/kernel',
  'packages/blob-store',
  'packages/cache',
  'packages/core',
  'packages/database',
  'packages/formats',
  'packages/http',
  'packages/runtime',
  'packages/testing',
  'apps/gateway',
  'apps/blob',
  'apps/console',
  'apps/cli',
  'e2e',
];

const libraries = ['graphql', '@prisma/client', 'vitest', 'left-pad'];

/** Files that obey: targets of planted imports, and those that may import what others may not. */
const obedient: Readonly<Record<string, string>> = {
  'packages/kernel/src/index.ts': 'export const a = 1;',
  'packages/blob-store/src/index.ts': "export * from '@bonded/kernel';",
  'packages/blob-store/src/s3/index.ts': "export { a } from '../index.ts';",
  'packages/blob-store/src/filesystem/index.ts': "export { a } from '../index.ts';",
  'packages/blob-store/src/conformance.ts': "export { test } from 'vitest';",
  'packages/cache/src/index.ts': "export * from '@bonded/kernel';",
  'packages/cache/src/memory/index.ts': "export * from '../index.ts';",
  'packages/database/src/index.ts': "export * from '@prisma/client';",
  'packages/core/src/projects/index.ts': "export * from './project.ts';",
  'packages/core/src/projects/project.ts': "export { a } from '@bonded/database';",
  'packages/core/src/artifacts/index.ts': "export * from '../projects/index.ts';",
  'packages/http/src/index.ts': "export * from '@bonded/kernel';",
  'packages/formats/src/npm/index.ts': "export * from '@bonded/core/projects';",
  'packages/formats/src/raw/index.ts': "export * from '@bonded/http';",
  'packages/runtime/src/compose.ts': "export * from '@bonded/cache/memory';",
  'packages/testing/src/index.ts': "export * from '@bonded/database';",
  'apps/gateway/src/compose.ts': "export * from '@bonded/blob-store/s3';",
  'apps/gateway/src/graphql/schema.ts': "export * from 'graphql';",
  'apps/gateway/src/compose.test.ts': "export * from '@bonded/testing';",
  'apps/cli/src/cycle.ts': "export * from './cycle-back.ts';",
  'apps/blob/src/server.ts': "export * from '@bonded/core/projects';",
};

interface Planted {
  readonly rule: string;
  readonly path: string;
  readonly imports: string;
}

const planted: readonly Planted[] = [
  { rule: 'no-circular', path: 'apps/cli/src/cycle-back.ts', imports: './cycle.ts' },
  { rule: 'kernel-imports-nothing', path: 'packages/kernel/src/x.ts', imports: 'left-pad' },
  {
    rule: 'ports-import-the-kernel-only',
    path: 'packages/cache/src/x.ts',
    imports: '@bonded/blob-store',
  },
  {
    rule: 'edges-import-the-kernel-only',
    path: 'packages/http/src/x.ts',
    imports: '@bonded/database',
  },
  { rule: 'core-knows-no-edge', path: 'packages/core/src/artifacts/x.ts', imports: '@bonded/http' },
  {
    rule: 'runtime-is-for-apps',
    path: 'packages/formats/src/raw/x.ts',
    imports: '../../../runtime/src/compose.ts',
  },
  { rule: 'formats-translate', path: 'packages/formats/src/npm/x.ts', imports: '@bonded/database' },
  {
    rule: 'a-driver-knows-its-own-port',
    path: 'packages/blob-store/src/s3/x.ts',
    imports: '../filesystem/index.ts',
  },
  {
    rule: 'only-compose-names-a-driver',
    path: 'apps/gateway/src/x.ts',
    imports: '@bonded/cache/memory',
  },
  {
    rule: 'prisma-lives-in-database',
    path: 'packages/core/src/projects/x.ts',
    imports: '@prisma/client',
  },
  { rule: 'graphql-lives-in-one-folder', path: 'apps/gateway/src/y.ts', imports: 'graphql' },
  {
    rule: 'apps-never-import-apps',
    path: 'apps/blob/src/x.ts',
    imports: '../../gateway/src/compose.ts',
  },
  {
    rule: 'the-console-knows-the-schema-only',
    path: 'apps/console/src/x.ts',
    imports: '@bonded/kernel',
  },
  { rule: 'the-cli-is-a-client', path: 'apps/cli/src/x.ts', imports: '@bonded/database' },
  {
    rule: 'e2e-knows-public-addresses-only',
    path: 'e2e/uploads.test.ts',
    imports: '@bonded/database',
  },
  {
    rule: 'a-slice-is-entered-by-its-index',
    path: 'packages/core/src/artifacts/y.ts',
    imports: '../projects/project.ts',
  },
  {
    rule: 'inside-a-slice-import-the-file',
    path: 'packages/core/src/artifacts/z.ts',
    imports: './index.ts',
  },
  {
    rule: 'a-format-never-imports-a-format',
    path: 'packages/formats/src/npm/y.ts',
    imports: '../raw/index.ts',
  },
  {
    rule: 'test-kit-stays-out-of-production',
    path: 'apps/blob/src/y.ts',
    imports: '@bonded/testing',
  },
  { rule: 'no-dev-dependency-in-production', path: 'apps/blob/src/z.ts', imports: 'left-pad' },
  { rule: 'every-dependency-is-declared', path: 'apps/gateway/src/z.ts', imports: 'left-pad' },
  { rule: 'every-import-resolves', path: 'apps/gateway/src/w.ts', imports: './absent.ts' },
];

const exportsOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'packages/blob-store': { './s3': './src/s3/index.ts' },
  'packages/cache': { './memory': './src/memory/index.ts' },
  'packages/core': { './projects': './src/projects/index.ts' },
};

let folder: string;

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

function manifestOf(workspace: string): string {
  const everyLibrary = Object.fromEntries(libraries.map((name) => [name, '1.0.0']));
  const { 'left-pad': leftPad = '', ...others } = everyLibrary;
  const isBlob = workspace === 'apps/blob';
  return JSON.stringify({
    name: `@bonded/${workspace.split('/').at(-1)}`,
    exports: { '.': './src/index.ts', ...exportsOf[workspace] },
    dependencies: workspace === 'packages/kernel' ? everyLibrary : others,
    ...(isBlob && { devDependencies: { 'left-pad': leftPad } }),
  });
}

async function buildHouse(): Promise<void> {
  for (const name of libraries) {
    await write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
    await write(`node_modules/${name}/index.js`, '');
  }
  await mkdir(join(folder, 'node_modules/@bonded'));
  for (const workspace of workspaces) {
    await write(`${workspace}/package.json`, manifestOf(workspace));
    const name = workspace.split('/').at(-1) ?? '';
    await symlink(join(folder, workspace), join(folder, 'node_modules/@bonded', name));
  }
  for (const [path, text] of Object.entries(obedient)) await write(path, text);
  for (const { path, imports } of planted) await write(path, `export * from '${imports}';`);
}

/** `rule path` for each violation that the project's own configuration finds. */
async function findViolations(): Promise<readonly string[]> {
  const { forbidden = [], options = {} } = await extractConfig(
    join(root, '.dependency-cruiser.mjs'),
  );
  const ruleSet: IFlattenedRuleSet = { forbidden };
  const { output }: IReporterOutput = await cruise(['packages', 'apps', 'e2e'], {
    ...options,
    baseDir: folder,
    validate: true,
    ruleSet,
  });
  if (typeof output === 'string') throw new Error(output);
  return output.summary.violations.map(({ rule, from }) => `${rule.name} ${from}`);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bonded-layers-'));
  await buildHouse();
});

afterAll(() => rm(folder, { recursive: true }));

test('every layer rule sees the one file that breaks it, and blames no other', async () => {
  const expected = planted.map(({ rule, path }) => `${rule} ${path}`);
  expect((await findViolations()).toSorted()).toEqual(expected.toSorted());
});

test('every layer rule has a planted violation and gives its reason', async () => {
  const { forbidden = [] } = await extractConfig(join(root, '.dependency-cruiser.mjs'));
  const names = forbidden.map(({ name }) => name ?? '').toSorted();
  expect([...new Set(planted.map(({ rule }) => rule))].toSorted()).toEqual(names);
  expect(forbidden.filter(({ comment = '' }) => comment.length < 20)).toEqual([]);
});
