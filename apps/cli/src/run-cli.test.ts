import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tempDir } from '@bonded/testing';
import { describe, expect, it } from 'vitest';
import { captureTerminal } from '../tests/capture-terminal.ts';
import { startPeer } from '../tests/peer.ts';
import { runCli } from './run-cli.ts';

async function bonded(line: string, url: string | null = null, input = '') {
  const terminal = captureTerminal(input);
  const configFolder = await tempDir();
  const exitCode = await runCli(line.split(' ').filter(Boolean), {
    environment: { url, token: url === null ? null : 'a-token', configFolder },
    terminal,
    signal: new AbortController().signal,
  });
  return { exitCode, printed: terminal.printed(), noted: terminal.noted() };
}

describe('the command line', () => {
  it.each([
    'nonsense',
    'project nonsense',
    'project create',
    'project list --nonsense',
    'project list --limit 0',
    'project list --limit 100000',
    'artifact release 01a20198-e733-729e-a164-50365bbd458c',
    'audit list --outcome maybe',
    'upload only-one',
    'binding list',
    'key create ci --expires soon',
  ])('answers `bonded %s` with exit code 2 and one line on stderr', async (line) => {
    const { exitCode, printed, noted } = await bonded(line, 'http://127.0.0.1:9');
    expect(exitCode).toBe(2);
    expect(printed).toBe('');
    expect(noted).toMatch(/^bonded: [^\n]+\n$/);
  });

  it('asks to sign in where nobody is signed in', async () => {
    expect(await bonded('whoami')).toEqual({
      exitCode: 3,
      printed: '',
      noted: 'bonded: You are not signed in there. Run: bonded login --url <gateway>\n',
    });
  });

  it('says which server is away', async () => {
    const { exitCode, noted } = await bonded('project list', 'http://127.0.0.1:9');
    expect(exitCode).toBe(7);
    expect(noted).toBe('bonded: The server at http://127.0.0.1:9 cannot be reached.\n');
  });

  it('helps on stdout when it was asked to, and with every verb of every noun', async () => {
    const { exitCode, printed, noted } = await bonded('--help');
    expect({ exitCode, noted }).toEqual({ exitCode: 0, noted: '' });
    expect(printed).toContain('artifact');
    expect((await bonded('upload --help')).printed).toContain('<file...> <project/repository');
    expect((await bonded('--version')).printed).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('prints what a server says as text and never as commands to the terminal', async () => {
    const { url } = await startPeer((_request, response) => {
      const message = 'Held.\u001b[2J\nSee http://x';
      const errors = [{ message, path: ['project'], extensions: { code: 'ARTIFACT_HELD' } }];
      response.end(JSON.stringify({ data: { project: null }, errors }));
    });
    const { exitCode, noted } = await bonded('project show acme', url);
    expect(exitCode).toBe(4);
    expect(noted).toBe('bonded: Held. [2J See http://x\n');
  });

  it('belongs to the inner command what is typed behind it', async () => {
    const { url } = await startPeer((_request, response) => {
      const uploads = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
      response.end(JSON.stringify({ data: { uploads } }));
    });
    const { exitCode, printed } = await bonded('upload list --state open --json', url);
    expect(exitCode).toBe(0);
    expect(JSON.parse(printed)).toEqual({ items: [], next: null });
  });

  it('ends with its command: an answer that it does not want is not waited for', async () => {
    const hungUp = Promise.withResolvers<void>();
    const { url } = await startPeer((request, response) => {
      if (request.url === '/graphql') {
        response.end(JSON.stringify({ data: { repository: { id: 'r', format: 'RAW' } } }));
        return;
      }
      response.once('close', hungUp.resolve);
      response.writeHead(200, { etag: `"${'0'.repeat(64)}"`, 'content-length': 1_000_000_000 });
      response.write('the beginning');
    });
    const occupied = join(await tempDir(), 'file');
    await writeFile(occupied, 'mine');
    const { exitCode } = await bonded(`download acme/files/file -o ${occupied}`, url);
    expect(exitCode).toBe(6);
    await hungUp.promise;
    expect(await readFile(occupied, 'utf8')).toBe('mine');
  });

  it('asks for no password where nobody can type one', async () => {
    const { exitCode, noted } = await bonded('login --url http://localhost:1 --username admin');
    expect(exitCode).toBe(2);
    expect(noted).toContain('Password cannot be asked: this is not a terminal.');
  });
});
