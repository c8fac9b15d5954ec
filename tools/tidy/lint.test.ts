import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

// Goal: the lint rules that this house relies on would be seen broken, and their exemptions hold.
// Method: files planted under their real paths in a temporary folder, judged in one run by the
// project's own configuration.

const root = resolve(import.meta.dirname, '../..');

interface Planted {
  /** Null where the path makes the act legal. */
  readonly rule: string | null;
  readonly path: string;
  readonly source: string;
}

const readsEnv = 'export const port = process.env.PORT;';
const comparesInTime = "export { timingSafeEqual } from 'node:crypto';";
const importsTiming =
  "import { timingSafeEqual } from 'node:crypto';\nexport const a = timingSafeEqual;";
const manyLines = 'export const f = () => {\n' + 'console.info(1);\n'.repeat(71) + '};';
const act =
  'export async function act(): Promise<number> {\n  return await Promise.resolve(1);\n}\n';

const planted: readonly Planted[] = [
  {
    rule: null,
    path: 'apps/console/tsconfig.json',
    source: '{ "extends": "../../tsconfig.base.json", "compilerOptions": { "jsx": "react-jsx" } }',
  },
  {
    rule: 'typescript(no-floating-promises)',
    path: 'packages/core/src/floating.ts',
    source: `${act}export function f(): void {\n  act();\n}`,
  },
  {
    rule: 'typescript(no-misused-promises)',
    path: 'packages/core/src/misused.ts',
    source: `${act}export const f = () => [1].filter(async () => (await act()) > 0);`,
  },
  {
    rule: 'typescript(await-thenable)',
    path: 'packages/core/src/thenable.ts',
    source: 'export const f = async (n: number) => { await n; };',
  },
  {
    rule: 'typescript(no-explicit-any)',
    path: 'packages/core/src/any.ts',
    source: 'export const f = (a: any): string => String(a);',
  },
  {
    rule: 'typescript(no-non-null-assertion)',
    path: 'packages/core/src/bang.ts',
    source: 'export const f = (a?: string): string => a!;',
  },
  {
    rule: 'typescript(consistent-type-imports)',
    path: 'packages/core/src/types.ts',
    source: "import { Readable } from 'node:stream';\nexport const f = (a: Readable) => a;",
  },
  {
    rule: 'typescript(only-throw-error)',
    path: 'packages/core/src/throws.ts',
    source: "export const f = (): never => { throw 'no'; };",
  },
  {
    rule: 'typescript(switch-exhaustiveness-check)',
    path: 'packages/core/src/switch.ts',
    source: "export function f(a: 'x' | 'y'): void {\n  switch (a) { case 'x': break; }\n}",
  },
  {
    rule: 'import(no-default-export)',
    path: 'packages/core/src/default.ts',
    source: 'const a = 1;\nexport default a;',
  },
  {
    rule: null,
    path: 'apps/console/src/app/page.tsx',
    source: 'const a = 1;\nexport default a;',
  },
  { rule: 'node(no-process-env)', path: 'packages/core/src/env.ts', source: readsEnv },
  { rule: 'node(no-process-env)', path: 'apps/gateway/src/server.ts', source: readsEnv },
  { rule: 'node(no-process-env)', path: 'apps/console/src/lib/session.ts', source: readsEnv },
  { rule: null, path: 'apps/gateway/src/main.ts', source: readsEnv },
  { rule: null, path: 'apps/gateway/src/worker.ts', source: readsEnv },
  { rule: null, path: 'apps/console/src/lib/env.ts', source: readsEnv },
  { rule: null, path: 'e2e/clients/npm.ts', source: readsEnv },
  {
    rule: 'eslint(no-restricted-imports)',
    path: 'packages/auth/src/timing.ts',
    source: importsTiming,
  },
  {
    rule: 'eslint(no-restricted-imports)',
    path: 'packages/auth/src/timing-again.ts',
    source: comparesInTime,
  },
  {
    rule: 'eslint(no-restricted-properties)',
    path: 'packages/core/src/timing.ts',
    source: "import * as crypto from 'node:crypto';\nexport const f = crypto.timingSafeEqual;",
  },
  { rule: null, path: 'packages/auth/src/secrets-equal.ts', source: importsTiming },
  {
    rule: 'jsx-a11y(alt-text)',
    path: 'apps/console/src/ui/Logo.tsx',
    source: 'export const Logo = () => <img src="/logo.svg" />;',
  },
  {
    rule: 'react-hooks(rules-of-hooks)',
    path: 'apps/console/src/ui/Hook.tsx',
    source:
      "import { useState } from 'react';\n" +
      'export const Hook = ({ a }: { a: boolean }) => (a ? useState(1) : null);',
  },
  {
    rule: 'vitest(no-restricted-vi-methods)',
    path: 'packages/core/src/mock.test.ts',
    source: "import { vi } from 'vitest';\nvi.mock('./a.ts');",
  },
  {
    rule: 'eslint(no-restricted-imports)',
    path: 'packages/core/src/sleep.test.ts',
    source: "import { setTimeout } from 'node:timers/promises';\nawait setTimeout(50);",
  },
  { rule: 'eslint(max-lines-per-function)', path: 'apps/cli/src/long.ts', source: manyLines },
  { rule: null, path: 'apps/cli/src/long.test.ts', source: manyLines },
  {
    rule: 'eslint(max-lines)',
    path: 'packages/core/src/long.ts',
    source: Array.from({ length: 401 }, (_, n) => `export const a${n} = ${n};`).join('\n'),
  },
  {
    rule: 'eslint(max-params)',
    path: 'packages/core/src/params.ts',
    source: 'export const f = (a: 1, b: 1, c: 1, d: 1, e: 1) => [a, b, c, d, e];',
  },
  {
    rule: 'eslint(max-depth)',
    path: 'packages/core/src/depth.ts',
    source:
      'export function f(a: boolean): void {\n' +
      '  while (a) { while (a) { while (a) { while (a) console.assert(a); } } }\n}',
  },
  { rule: 'eslint(no-console)', path: 'packages/core/src/says.ts', source: 'console.log(1);' },
  { rule: 'eslint(no-eval)', path: 'packages/core/src/eval.ts', source: "eval('1');" },
  {
    rule: 'eslint(no-restricted-properties)',
    path: 'packages/core/src/random.ts',
    source: 'export const f = () => Math.random();',
  },
];

interface LintOutput {
  readonly diagnostics: readonly { readonly code: string; readonly filename: string }[];
}

let folder: string;

/** `rule path` for each violation found. */
async function lint(): Promise<readonly string[]> {
  // A run that finds something ends with exit code 1; its output is the answer all the same.
  const { stdout } = await promisify(execFile)(
    join(root, 'node_modules/.bin/oxlint'),
    ['--format=json', '.'],
    { cwd: folder },
  ).catch((error: unknown) => error as { stdout: string });
  const { diagnostics } = JSON.parse(stdout) as LintOutput;
  return diagnostics.map(({ code, filename }) => `${code} ${filename}`);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bonded-lint-'));
  for (const name of ['.oxlintrc.json', 'tsconfig.base.json', 'tsconfig.json']) {
    await copyFile(join(root, name), join(folder, name));
  }
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const { path, source } of planted) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), `${source}\n`);
  }
});

afterAll(() => rm(folder, { recursive: true }));

test('D3.7 every planted fault is seen, and what is legal is let through', async () => {
  const found = new Set(await lint());
  const faults = planted.filter(({ rule }) => rule !== null);
  const expected = faults.map(({ rule, path }) => `${rule} ${path}`);
  expect(expected.filter((key) => !found.has(key))).toEqual([]);
  const legal = planted.filter(({ rule }) => rule === null).map(({ path }) => ` ${path}`);
  const wronged = [...found].filter((key) => legal.some((ending) => key.endsWith(ending)));
  expect(wronged).toEqual([]);
});
