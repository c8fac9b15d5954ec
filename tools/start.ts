/**
 * `npm start`: everything on this machine, in the foreground, until Ctrl-C. What it reads is in
 * docs/configuration.md; what was done before it is in bootstrap.mjs.
 */
import { resolve } from 'node:path';
import { inspect } from 'node:util';
import { AppError } from '@bonded/kernel';
import { createProgress } from './start/progress.ts';
import { readyBlock } from './start/ready-block.ts';
import { readStartSettings } from './start/settings.ts';
import { startProduct } from './start/start-product.ts';
import { aborted, stopSignal } from './start/stop-signal.ts';
import { createTerminal } from './start/terminal.ts';

/** When the person pressed return: bootstrap.mjs came first, and perhaps an installation. */
const startedAt = Number(process.env.BONDED_STARTED_AT ?? Date.now());
/** The steps that bootstrap.mjs has left to us. */
const steps = { from: 3, to: 6 };

// A terminal that was closed must not take the product down with it: SIGHUP does that in good
// order.
process.stdout.on('error', () => {});
const terminal = createTerminal(process.stdout);

async function run(signal: AbortSignal): Promise<void> {
  const product = await startProduct({
    settings: readStartSettings(process.env),
    root: resolve(import.meta.dirname, '..'),
    environment: process.env,
    progress: createProgress({ ...steps, terminal, signal }),
    terminal,
    signal,
  });
  terminal.say(readyBlock({ ...product.news, tookMs: Date.now() - startedAt }));
  await aborted(signal);
  terminal.begin('Stopping');
  await product[Symbol.asyncDispose]();
  terminal.finish('stopped');
}

const signal = stopSignal();
try {
  await run(signal);
} catch (error) {
  if (!signal.aborted) {
    // What we refuse ourselves says what to do; a stack would only bury it.
    const text = error instanceof AppError ? error.message : inspect(error);
    process.stderr.write(`\n${text}\n`);
    process.exitCode = 1;
  }
}
