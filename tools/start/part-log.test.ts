import { existsSync } from 'node:fs';
import { readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { tempDir, waitFor } from '@bonded/testing';
import { expect, it } from 'vitest';
import { openPartLog } from './part-log.ts';
import { createTerminal } from './terminal.ts';
import { warningIn } from './warning-in.ts';

async function openLog(showsAll = false) {
  const path = join(await tempDir(), 'gateway.log');
  let shown = '';
  const out = new PassThrough().setEncoding('utf8').on('data', (text: string) => {
    shown += text;
  });
  const terminal = createTerminal(out);
  const log = openPartLog({ name: 'gateway', path, showsAll, terminal });
  const stream = new PassThrough();
  log.follow(stream);
  return { path, log, stream, shown: () => shown };
}

it('everything is kept in a file that its owner alone can read', async () => {
  const { path, log, stream } = await openLog();
  stream.write('one\ntwo\n');
  await waitFor(() => log.tail() === 'one\ntwo');
  expect(await readFile(path, 'utf8')).toBe('one\ntwo\n');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

it('the terminal sees warnings alone, with the name of who speaks', async () => {
  const { stream, shown } = await openLog();
  stream.write('{"level":"info","msg":"quiet"}\n');
  stream.write('{"level":"warn","msg":"careful","err":{"message":"it broke"}}\n');
  await waitFor(() => shown() !== '');
  expect(shown()).toBe('gateway: careful: it broke\n');
});

it('the terminal sees everything on demand', async () => {
  const { stream, shown } = await openLog(true);
  stream.write('{"level":"info","msg":"quiet"}\n');
  await waitFor(() => shown() !== '');
  expect(shown()).toBe('gateway: {"level":"info","msg":"quiet"}\n');
});

it('a line that arrives in pieces is one line', async () => {
  const { log, stream } = await openLog();
  stream.write('half');
  stream.write(' and half\n');
  await waitFor(() => log.tail() !== '');
  expect(log.tail()).toBe('half and half');
});

it('of the lines, the last twenty are at hand', async () => {
  const { log, stream } = await openLog();
  stream.write(Array.from({ length: 50 }, (_, index) => `line ${index}\n`).join(''));
  await waitFor(() => log.tail().endsWith('line 49'));
  expect(log.tail().split('\n')).toHaveLength(20);
});

it('a file that is full is set aside, once', async () => {
  const path = join(await tempDir(), 'worker.log');
  await writeFile(path, '');
  await truncate(path, 16 * 1024 * 1024);
  const terminal = createTerminal(new PassThrough());
  const log = openPartLog({ name: 'worker', path, showsAll: false, terminal });
  const stream = new PassThrough();
  log.follow(stream);
  stream.write('the last drop\n');
  await waitFor(() => existsSync(`${path}.1`));
  stream.write('fresh\n');
  await waitFor(() => log.tail().endsWith('fresh'));
  expect(await readFile(path, 'utf8')).toBe('fresh\n');
});

it('D2.8 a logged message cannot steer the terminal', () => {
  const line = JSON.stringify({ level: 'error', msg: 'a\u001b[2Jb\r\nc\u2028d\u202ee' });
  expect(warningIn(line)).toBe('a [2Jb  c d e');
});

it.each([
  ['{"level":"debug","msg":"x"}', undefined],
  ['{"level":"fatal","msg":"x"}', 'x'],
  ['{"not":"a record"}', undefined],
  ['{broken', undefined],
  [' GET / 200 in 3ms', undefined],
  ['⨯ Error: no', '⨯ Error: no'],
])('of %s the terminal shows %s', (line, shown) => {
  expect(warningIn(line)).toBe(shown);
});
