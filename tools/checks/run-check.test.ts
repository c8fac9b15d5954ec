import { describe, expect, test } from 'vitest';
import type { Check } from './checks.ts';
import { type Outcome, runCheck, runChecks } from './run-check.ts';

function checkOf(name: string, source: string): Check {
  return { name, asks: name, program: process.execPath, args: ['--eval', source] };
}

describe('a check', () => {
  test('passes when its program ends with 0', async () => {
    const outcome = await runCheck(checkOf('good', 'console.log("fine")'));
    expect(outcome).toMatchObject({ isPassed: true, output: 'fine' });
  });

  test('fails otherwise, and keeps what was printed on both streams', async () => {
    const source = 'console.log("out"); console.error("err"); process.exitCode = 3';
    const outcome = await runCheck(checkOf('bad', source));
    expect(outcome).toMatchObject({ isPassed: false, output: 'out\nerr' });
  });

  test('fails when its program cannot be started', async () => {
    const absent = { ...checkOf('absent', ''), program: '/nonexistent/program' };
    const outcome = await runCheck(absent);
    expect(outcome.isPassed).toBe(false);
    expect(outcome.output).toContain('ENOENT');
  });

  test('fails when its program is killed', async () => {
    const outcome = await runCheck(checkOf('killed', 'process.kill(process.pid)'));
    expect(outcome.isPassed).toBe(false);
    expect(outcome.output).toContain('ended by SIGTERM');
  });
});

test('all checks run, also after one that failed, and each is told of once', async () => {
  const told: string[] = [];
  const tell = ({ check }: Outcome) => told.push(check.name);
  const outcomes = await runChecks(
    [checkOf('a', ''), checkOf('b', 'process.exit(1)'), checkOf('c', '')],
    2,
    tell,
  );
  expect(told.toSorted()).toEqual(['a', 'b', 'c']);
  expect(outcomes.filter(({ isPassed }) => !isPassed).map(({ check }) => check.name)).toEqual([
    'b',
  ]);
});
