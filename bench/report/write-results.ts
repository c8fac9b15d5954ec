import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Limit } from '../measure/limits.ts';
import type { RowResult } from '../measure/measure-row.ts';
import { renderTable } from './render-table.ts';

export interface Results {
  readonly madeAt: Date;
  readonly machine: string;
  readonly results: readonly RowResult[];
  readonly limits: readonly Limit[];
}

const bench = resolve(import.meta.dirname, '..');

/** Keeps a run for machines, in a file that git does not see. Returns its path. */
export async function writeResults(results: Results): Promise<string> {
  const folder = join(bench, 'results');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${results.madeAt.toISOString().replaceAll(':', '-')}.json`);
  await writeFile(path, `${JSON.stringify(results, null, 2)}\n`);
  return path;
}

/** Writes the page that is committed: the last run that somebody thought worth publishing. */
export async function writeResultsPage(results: Results): Promise<void> {
  const date = results.madeAt.toISOString().slice(0, 10);
  const page = `# Results

Written by \`npm run bench -- --publish\` on ${date}: ${results.machine}.
Medians of three runs in which the contestants took turns; figures drift from machine to machine,
ratios less. What each row does, and what is unequal about it, is in [README.md](README.md).

${renderTable(results.results, results.limits)}
`;
  await writeFile(join(bench, 'RESULTS.md'), page);
}
