/**
 * `npm run bench`: ours and its peers, side by side on this machine. README.md says what is
 * measured.
 *   npm run bench                               every row, some minutes, alone on the machine
 *   npm run bench -- --row tus-1g --row raw-1g  these two
 *   npm run bench -- --quick                    seconds a row, to see that it works
 *   npm run bench -- --sample                   the same, of one row of each kind
 *   npm run bench -- --publish                  every row, and RESULTS.md is written anew
 */

import { type BenchArguments, readArguments, UsageError } from './arguments.ts';
import { openField } from './contestants/open-field.ts';
import { describeMachine } from './measure/describe-machine.ts';
import { measureLimits } from './measure/limits.ts';
import { measureRow, type RowResult } from './measure/measure-row.ts';
import { renderTable, verdictOf } from './report/render-table.ts';
import { writeResults, writeResultsPage } from './report/write-results.ts';
import { fullScale, quickScale, type Row, type Scale } from './rows/row.ts';
import { areas, rows, samples } from './rows/rows.ts';

/** What the machine itself can do, as a name for `--row`. */
const limitsName = 'limits';
/** A run that takes longer hangs: a whole one takes about 25 minutes. */
const runTimeoutMs = 60 * 60_000;

async function run(wanted: BenchArguments, signal: AbortSignal): Promise<void> {
  const scale = wanted.isQuick ? quickScale : fullScale;
  const machine = describeMachine();
  const madeAt = new Date();
  const isWanted = (name: string) => wanted.rows.length === 0 || wanted.rows.includes(name);
  console.log(`${machine}\n`);
  const measured: Measured = { results: [], failed: [] };
  const { results, failed } = measured;
  const chosen = areas.map((area) => area.filter(({ name }) => isWanted(name)));
  for (const area of wanted.isSample ? [samples] : chosen) {
    await measureArea(area, measured, { scale, signal });
  }
  const limits = isWanted(limitsName) ? await measureLimits(scale, signal) : [];
  console.log(`\n${renderTable(results, limits)}\n`);
  if (wanted.isQuick) console.log('A quick run: everything works, and the figures mean nothing.');
  const all = { madeAt, machine, results, limits };
  if (!wanted.isQuick) console.log(`Kept in ${await writeResults(all)}`);
  if (failed.length > 0) throw new Error(`These rows failed: ${failed.join(', ')}.`);
  if (wanted.isPublished) await writeResultsPage(all);
}

interface Measured {
  readonly results: RowResult[];
  readonly failed: string[];
}

interface Conditions {
  readonly scale: Scale;
  readonly signal: AbortSignal;
}

/** In a field of their own: a disk that holds what one area stores need not hold it of all. */
async function measureArea(
  area: readonly Row[],
  { results, failed }: Measured,
  { scale, signal }: Conditions,
): Promise<void> {
  await using field = openField(signal);
  for (const row of area) {
    process.stdout.write(`${row.title} … `);
    const startedMs = performance.now();
    try {
      const result = await measureRow(row, field, scale, signal);
      results.push(result);
      const tookS = ((performance.now() - startedMs) / 1000).toFixed(0);
      console.log(`${verdictOf(result)}, measured in ${tookS} s`);
    } catch (error) {
      // The others have taken long to measure: they are worth having without it.
      signal.throwIfAborted();
      failed.push(row.name);
      console.error(error);
    }
  }
}

const interrupted = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.once(name, () => interrupted.abort(new Error('interrupted')));
}
const signal = AbortSignal.any([interrupted.signal, AbortSignal.timeout(runTimeoutMs)]);
try {
  const names = rows.map(({ name }) => name);
  await run(readArguments(process.argv.slice(2), [...names, limitsName]), signal);
} catch (error) {
  const isPlain = signal.aborted || error instanceof UsageError;
  console.error(isPlain ? String(error) : error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
