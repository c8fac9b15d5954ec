#!/usr/bin/env node
import { homedir } from 'node:os';
import { join } from 'node:path';
import { runCli } from './run-cli.ts';

const stop = new AbortController();
process.once('SIGINT', () => stop.abort(new Error('interrupted')));
process.once('SIGTERM', () => stop.abort(new Error('terminated')));
// Whoever reads our output may stop early: `bonded … | head`.
process.stdout.on('error', () => process.exit(0));

process.exitCode = await runCli(process.argv.slice(2), {
  environment: {
    url: process.env['BONDED_URL'] || null,
    token: process.env['BONDED_TOKEN'] || null,
    configFolder: process.env['BONDED_CONFIG_DIR'] || join(homedir(), '.config', 'bonded'),
  },
  terminal: { input: process.stdin, output: process.stdout, notes: process.stderr },
  signal: stop.signal,
});
