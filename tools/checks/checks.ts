import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/** One question to the house, asked by a program that exits with 0 when the answer is yes. */
export interface Check {
  readonly name: string;
  readonly asks: string;
  readonly program: string;
  readonly args: readonly string[];
}

function installed(name: string): string {
  return join(root, 'node_modules/.bin', name);
}

function script(path: string, ...args: readonly string[]): Pick<Check, 'program' | 'args'> {
  return { program: process.execPath, args: [join(root, path), ...args] };
}

/** The compiler keeps what it learnt of files that do not change: a second run is short. */
function remembering(name: string): readonly string[] {
  const path = join(root, `node_modules/.cache/${name}.tsbuildinfo`);
  return ['--pretty', 'false', '--incremental', '--tsBuildInfoFile', path];
}

/** The longest first, so that two at a time end together. */
export const checks: readonly Check[] = [
  {
    name: 'migrations',
    asks: 'the migrations lead to the schema',
    ...script('tools/migration.ts', 'check'),
  },
  {
    name: 'types',
    asks: 'servers, packages and tools are well typed',
    program: installed('tsc'),
    args: ['-p', 'tsconfig.json', ...remembering('types')],
  },
  {
    name: 'console-types',
    asks: 'the console is well typed',
    program: installed('tsc'),
    args: ['-p', 'apps/console/tsconfig.json', '--noEmit', ...remembering('console-types')],
  },
  {
    name: 'lint',
    asks: 'no rule of .oxlintrc.json is broken',
    program: installed('oxlint'),
    args: ['--deny-warnings', '--format=unix', '.'],
  },
  {
    name: 'tidy',
    asks: 'names, documents, error codes, settings and patterns are in order',
    ...script('tools/tidy/tidy.ts'),
  },
  {
    name: 'schema',
    asks: 'the committed schema.graphql is the one that the gateway serves',
    ...script('tools/schema.ts', 'check'),
  },
  {
    name: 'layers',
    asks: 'every import goes the way that the layers allow',
    program: installed('depcruise'),
    args: ['packages', 'apps', 'tools', 'e2e', 'bench'],
  },
  {
    name: 'dead-code',
    asks: 'every file, export and dependency is used',
    program: installed('knip'),
    args: ['--no-progress', '--no-config-hints'],
  },
  {
    name: 'format',
    asks: 'every file is formatted, its imports in order',
    program: installed('biome'),
    args: ['ci', '--colors=off', '--max-diagnostics=50'],
  },
];
