import { spawnProcess } from '@bonded/testing';
import { expect, it } from 'vitest';

const cwd = new URL('..', import.meta.url).pathname;

/** A program that runs `start` as our servers run theirs. */
function run(start: string) {
  const program = `
    import { defineError } from '@bonded/kernel';
    import { runProcess } from '@bonded/runtime';
    const say = (text) => process.stdout.write(text + '\\n');
    const waiting = (signal) => new Promise((_, reject) => {
      const timer = setInterval(() => {}, 1_000);
      signal.addEventListener('abort', () => { clearInterval(timer); reject(signal.reason); });
    });
    await runProcess(${start});`;
  const args = ['--input-type=module', '--eval', program];
  return spawnProcess(process.execPath, { args, cwd });
}

it('a process that is told to stop finishes what it holds, and ends well', async () => {
  const child = await run(`async (signal) => {
    const timer = setInterval(() => {}, 1_000);
    signal.addEventListener('abort', () => clearInterval(timer));
    setImmediate(() => say('ready'));
    return { async [Symbol.asyncDispose]() { say('disposed ' + signal.aborted); } };
  }`);
  await child.waitForLine(/^ready$/);
  child.kill('SIGTERM');
  expect(await child.exited).toEqual({ code: 0, signal: null });
  expect(child.output()).toContain('disposed false');
});

it('a process that is told to stop while it starts stops starting, and ends well', async () => {
  const child = await run(`async (signal) => { say('starting'); await waiting(signal); }`);
  await child.waitForLine(/^starting$/);
  child.kill('SIGINT');
  expect(await child.exited).toEqual({ code: 0, signal: null });
  expect(child.output()).toBe('starting\n');
});

it('a fault of the configuration is printed as it is, and ends with 78', async () => {
  const child = await run(`async () => {
    throw defineError('invalid', 'CONFIGURATION_INVALID')('PORT: is "x"');
  }`);
  expect(await child.exited).toEqual({ code: 78, signal: null });
  expect(child.output()).toBe('PORT: is "x"\n');
});

it('any other fault is printed with where it came from, and ends with 1', async () => {
  const child = await run(`async () => { throw new Error('no disk'); }`);
  expect(await child.exited).toEqual({ code: 1, signal: null });
  expect(child.output()).toMatch(/^Error: no disk\n\s+at /);
});
