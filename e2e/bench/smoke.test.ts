import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const main = resolve(import.meta.dirname, '../../bench/main.ts');
const benchTimeoutMs = 240_000;

/** Against every peer once, and by every load generator. */
const rows = ['packument-3', 'tarball-1m', 'publish-50k', 'tus-1g-64m', 'raw-1g', 'limits'];
// nginx may be missing on a laptop.
const peers = ['Verdaccio', '@tus/server', ...(process.env['CI'] === 'true' ? ['nginx'] : [])];

it(
  'the benchmarks run: every peer starts, takes the load and answers it without an error',
  async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [main, '--quick', ...rows.flatMap((row) => ['--row', row])],
      { timeout: benchTimeoutMs },
    );
    for (const row of rows.filter((name) => name !== 'limits')) {
      expect(stdout).toMatch(new RegExp(`\\(\`${row}\`\\) \\| [\\d.,]+ `));
    }
    for (const peer of peers) expect(stdout).toContain(`/s ${peer}`);
    expect(stdout).toContain('Limits of this machine');
  },
  benchTimeoutMs,
);
