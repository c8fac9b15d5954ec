/**
 * Everything that can be judged without running the product, in under two minutes:
 *   node tools/check.ts                 all checks
 *   node tools/check.ts lint layers     these two
 */
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { checks } from './checks/checks.ts';
import { type Outcome, runChecks } from './checks/run-check.ts';
import { generateConsoleOperations } from './console-operations.ts';

const concurrencyMax = 4;

function formatOutcome({ check, isPassed, durationMs }: Outcome): string {
  const verdict = isPassed ? 'ok  ' : 'FAIL';
  const seconds = `${(durationMs / 1000).toFixed(1)} s`.padStart(7);
  return `${verdict}  ${check.name.padEnd(14)}${seconds}  ${check.asks}`;
}

const names = new Set(process.argv.slice(2));
const chosen = checks.filter(({ name }) => names.size === 0 || names.has(name));
const strange = [...names].filter((name) => !checks.some((check) => check.name === name));

if (strange.length > 0) {
  console.error(`No such check: ${strange.join(', ')}`);
  console.error(`There are: ${checks.map(({ name }) => name).join(', ')}`);
  process.exitCode = 2;
} else {
  await generateConsoleOperations(resolve(import.meta.dirname, '..'));
  const concurrency = Math.min(availableParallelism(), concurrencyMax);
  const outcomes = await runChecks(chosen, concurrency, (outcome) => {
    console.log(formatOutcome(outcome));
  });
  const failed = outcomes.filter(({ isPassed }) => !isPassed);
  for (const { check, output } of failed) console.log(`\n=== ${check.name}\n${output}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
