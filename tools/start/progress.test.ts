import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { createProgress } from './progress.ts';
import { createTerminal } from './terminal.ts';

function screen(signal = new AbortController().signal) {
  const out = new PassThrough({ encoding: 'utf8' });
  const terminal = createTerminal(out);
  const shown = (): string => String(out.read() ?? '').replaceAll(/\d+\.\d s/g, '0.1 s');
  return { terminal, progress: createProgress({ from: 3, to: 4, terminal, signal }), shown };
}

it('each step is a numbered line with the time it took', async () => {
  const { progress, shown } = screen();
  expect(await progress.step('Migrating', async () => 'done')).toBe('done');
  await progress.step('Building', async () => {});
  expect(shown()).toBe('[3/4] Migrating … 0.1 s\n[4/4] Building … 0.1 s\n');
});

it('a step that fails says so, and the failure goes on', async () => {
  const { progress, shown } = screen();
  const step = progress.step('Migrating', () => Promise.reject(new Error('no')));
  await expect(step).rejects.toThrow('no');
  expect(shown()).toBe('[3/4] Migrating … failed\n');
});

it('what is said in the middle of a step gets lines of its own', async () => {
  const { progress, terminal, shown } = screen();
  await progress.step('Starting', async () => {
    terminal.say('gateway: careful');
    terminal.say('blob: careful');
  });
  terminal.say('later');
  expect(shown()).toBe(
    '[3/4] Starting … \ngateway: careful\nblob: careful\n[3/4] Starting … 0.1 s\nlater\n',
  );
});

it('no step begins once the start is no longer wanted', async () => {
  const { progress, shown } = screen(AbortSignal.abort(new Error('stopped by SIGINT')));
  await expect(progress.step('Migrating', async () => {})).rejects.toThrow('stopped by SIGINT');
  expect(shown()).toBe('');
});
