/**
 * `npm test`: every test that needs nothing but this checkout, and those of further clients where
 * they are installed. With CI=true a missing one is a failure; the tests decide that themselves.
 *   node tools/bootstrap.mjs test             all steps
 *   node tools/bootstrap.mjs test unit e2e    these two
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generateConsoleOperations } from './console-operations.ts';

interface Step {
  readonly name: string;
  readonly title: string;
  /** A script for our own Node, and its arguments. */
  readonly run: readonly string[];
  /** A program of the machine without which it is left out, except in CI. */
  readonly needs?: string;
}

const isCi = process.env['CI'] === 'true';

const root = resolve(import.meta.dirname, '..');
const vitest = 'node_modules/vitest/vitest.mjs';

const steps: readonly Step[] = [
  { name: 'checks', title: 'Types, lint, layers, style', run: ['tools/check.ts'] },
  {
    name: 'unit',
    title: 'Units, ports and apps, on a real PostgreSQL',
    run: [vitest, 'run', '--project', 'unit'],
  },
  {
    name: 'e2e',
    title: 'The whole product, through its real clients',
    run: [vitest, 'run', '--project', 'e2e'],
  },
  {
    name: 'console',
    title: 'The console, in a browser',
    run: ['e2e/node_modules/@playwright/test/cli.js', 'test', '-c', 'e2e/playwright.config.ts'],
    needs: process.env['BONDED_CHROMIUM'] ?? '/usr/bin/chromium',
  },
];

async function succeeds(step: Step): Promise<boolean> {
  const [script = '', ...args] = step.run;
  const child = spawn(process.execPath, [join(root, script), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  const code = await new Promise((ended) => child.once('close', ended));
  return code === 0;
}

const wanted = process.argv.slice(2);
const chosen = steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const strange = wanted.filter((name) => !steps.some((step) => step.name === name));
if (strange.length > 0) {
  console.error(
    `No such step: ${strange.join(', ')}. There are: ${steps.map((s) => s.name).join(', ')}`,
  );
  process.exit(2);
}

// Ctrl-C reaches the step that runs; we only have to outlive it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});

await generateConsoleOperations(root);

const failed: Step[] = [];
for (const [index, step] of chosen.entries()) {
  console.log(`\n[${index + 1}/${chosen.length}] ${step.title}\n`);
  if (step.needs !== undefined && !existsSync(step.needs) && !isCi) {
    console.log(`Left out: there is no ${step.needs}.`);
    continue;
  }
  // The rest runs all the same: one answer a run is too few.
  if (!(await succeeds(step))) failed.push(step);
}
console.log(failed.length === 0 ? '\nAll passed.' : '\nFailed:');
for (const step of failed) console.log(`  ${step.title}: npm test -- ${step.name}`);
process.exitCode = failed.length === 0 ? 0 : 1;
