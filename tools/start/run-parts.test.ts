import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { freePort, tempDir, waitFor } from '@bonded/testing';
import { beforeEach, expect, it } from 'vitest';
import type { Part } from './part.ts';
import { runParts } from './run-parts.ts';
import { createTerminal } from './terminal.ts';

/** A stand-in for our processes: answers with its process id, and says when it stops. */
const program = `
  import { appendFileSync } from 'node:fs';
  import { createServer } from 'node:http';
  const [name, port, journal, drainMs] = process.argv.slice(2);
  const note = (what) => appendFileSync(journal, name + ' ' + what + '\\n');
  const server = createServer((request, response) => {
    if (request.url === '/die') process.exit(1);
    response.end(String(process.pid));
  });
  server.listen(Number(port), '127.0.0.1', () => note('up'));
  process.on('SIGTERM', () => {
    note('stopping');
    setTimeout(() => { note('stopped'); process.exit(0); }, Number(drainMs));
  });`;

let directory: string;
let journal: string;
let terminalText: string;

beforeEach(async () => {
  directory = await tempDir();
  journal = join(directory, 'journal');
  terminalText = '';
  await writeFile(journal, '');
  await writeFile(join(directory, 'program.mjs'), program);
});

async function standIn(name: string, drainMs = 0): Promise<Part & { readyUrl: string }> {
  const port = await freePort();
  return {
    name,
    command: process.execPath,
    args: [join(directory, 'program.mjs'), name, String(port), journal, String(drainMs)],
    cwd: directory,
    env: {},
    readyUrl: `http://127.0.0.1:${port}/`,
  };
}

function run(stages: readonly (readonly Part[])[], signal = new AbortController().signal) {
  const out = new PassThrough().setEncoding('utf8').on('data', (text: string) => {
    terminalText += text;
  });
  const terminal = createTerminal(out);
  return runParts({ stages, logsDir: directory, showsAllLogs: false, terminal, signal });
}

const journalLines = async (): Promise<string[]> => {
  return (await readFile(journal, 'utf8')).trim().split('\n');
};

const ask = async (url: string): Promise<string> => (await fetch(url)).text();

it('all are ready when it says so, and stop a stage after the other', async () => {
  const [web, api] = [await standIn('web', 200), await standIn('api')];
  const running = await run([[web], [api]]);
  expect(Number(await ask(web.readyUrl))).toBeGreaterThan(0);
  expect(Number(await ask(api.readyUrl))).toBeGreaterThan(0);
  await running.stop();
  const stops = (await journalLines()).filter((line) => line.includes('stop'));
  expect(stops).toEqual(['web stopping', 'web stopped', 'api stopping', 'api stopped']);
});

it('a process that crashes is started again, and the terminal says so', async () => {
  const web = await standIn('web');
  const running = await run([[web]]);
  const before = await ask(web.readyUrl);
  await ask(`${web.readyUrl}die`).catch(() => undefined);
  await waitFor(() => terminalText.includes('web: running again.'));
  expect(await ask(web.readyUrl)).not.toBe(before);
  expect(terminalText).toContain('web: ended (exit code 1); next try in');
  await running.stop();
});

it('a process that ends while starting fails the start with its last words', async () => {
  const web = await standIn('web');
  const broken: Part = {
    ...(await standIn('broken')),
    args: ['-e', 'console.error("no key"); process.exit(78)'],
  };
  const start = run([[web], [broken]]);
  await expect(start).rejects.toMatchObject({ code: 'PART_FAILED' });
  await expect(start).rejects.toThrow(/broken ended while starting \(exit code 78\)[^]*no key/);
  await expect(ask(web.readyUrl)).rejects.toThrow('fetch failed');
});

it('a program that is not there fails the start', async () => {
  const missing: Part = { ...(await standIn('missing')), command: '/no/such/program' };
  await expect(run([[missing]])).rejects.toThrow('The missing could not be started.');
});

it('a start that is no longer wanted ends at once and leaves nothing running', async () => {
  const web = await standIn('web');
  const mute = { ...(await standIn('mute')), readyUrl: 'http://127.0.0.1:1/' };
  const stop = new AbortController();
  const start = run([[web, mute]], stop.signal);
  await waitFor(async () => (await journalLines()).length === 2);
  stop.abort();
  await expect(start).rejects.toThrow('aborted');
  await expect(ask(web.readyUrl)).rejects.toThrow('fetch failed');
});
