import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { deflateSync, inflateRawSync } from 'node:zlib';
import { gitDriver } from '@bonded/vcs/git';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPack } from '../src/git/read-pack.ts';
import { type GitServer, openGitServer } from './git-server.ts';

const isInstalled = spawnSync('git', ['--version']).status === 0;
const skips = !isInstalled && process.env['CI'] !== 'true';

describe.skipIf(skips)('plain git, by git’s own server', () => {
  let server: GitServer;
  const commits: string[] = [];

  beforeAll(async () => {
    server = await openGitServer();
    // Long and alike, so that git sends the later ones as deltas of the earlier.
    const lines = Array.from({ length: 2_000 }, (_, at) => `line ${at} ${at * 7919}`);
    for (let round = 0; round < 4; round += 1) {
      lines[round * 400] = `changed in round ${round}`;
      await server.write('composer.json', JSON.stringify({ name: 'acme/tool', lines }));
      await server.write('run.sh', '#!/bin/sh\n');
      await server.git('add', '--all');
      await server.git('update-index', '--chmod=+x', 'run.sh');
      await server.git('commit', '--quiet', '-m', `Round ${round}`);
      commits.push(await server.git('rev-parse', 'HEAD'));
    }
    await server.git('tag', 'light', commits[0] ?? '');
    await server.git('tag', '-a', 'v1.0.0', '-m', 'First', commits[1] ?? '');
    await server.git('branch', 'feature/a', commits[2] ?? '');
    await server.git('gc', '--quiet');
  });

  afterAll(() => server[Symbol.asyncDispose]());

  it('lists tags with the commits behind them, branches, and the first of these', async () => {
    const refs = await gitDriver.refs(server.call);
    expect(refs.map(({ kind, name, commit }) => [kind, name, commits.indexOf(commit)])).toEqual([
      ['BRANCH', 'feature/a', 2],
      ['BRANCH', 'main', 3],
      ['TAG', 'light', 0],
      ['TAG', 'v1.0.0', 1],
    ]);
    expect((await gitDriver.facts(server.call)).defaultBranch).toBe('main');
  });

  it.each(['true', 'false'])('reads one file at many commits, with filters: %s', async (can) => {
    await server.git('config', 'uploadpack.allowFilter', can);
    const wish = { commits, path: 'composer.json', bytesMax: 1_000_000 };
    const files = await Array.fromAsync(gitDriver.files(server.call, wish));
    for (const { commit, bytes, committedAt } of files) {
      expect(bytes?.toString()).toBe(await server.git('show', `${commit}:composer.json`));
      const date = await server.git('show', '-s', '--format=%cI', commit);
      expect(committedAt).toEqual(new Date(date));
    }
    expect(files.map(({ commit }) => commit)).toEqual(commits);
  });

  it('has no file where there is none, or one that is too large', async () => {
    const wish = { commits: commits.slice(0, 1), path: 'composer.json', bytesMax: 10 };
    for (const each of [wish, { ...wish, path: 'absent', bytesMax: 1_000_000 }]) {
      const [file] = await Array.fromAsync(gitDriver.files(server.call, each));
      expect(file?.bytes).toBeNull();
    }
  });

  it('makes the same zip of a commit each time, with the modes of its files', async () => {
    const zip = async () => {
      await using archive = await gitDriver.archive(server.call, commits[1] ?? '');
      return Buffer.concat(await Array.fromAsync(archive.chunks));
    };
    const bytes = await zip();
    expect(bytes.equals(await zip())).toBe(true);
    const entries = entriesOf(bytes);
    expect(entries.map(({ name, mode }) => [name, mode])).toEqual([
      ['composer.json', 0o100644],
      ['run.sh', 0o100755],
    ]);
    expect(entries[0]?.text).toBe(await server.git('show', `${commits[1]}:composer.json`));
  });

  it('says that a commit is gone, and that another server is none', async () => {
    const gone = gitDriver.archive(server.call, 'd'.repeat(40));
    await expect(gone).rejects.toMatchObject({ code: 'VCS_NOT_FOUND' });
    const url = new URL(`${server.url}/../../absent`);
    const call = { ...server.call, place: gitDriver.place({ url, apiUrl: null }) };
    await expect(gitDriver.refs(call)).rejects.toMatchObject({ code: 'VCS_NOT_FOUND' });
  });
});

/** By the directory at its end. */
function entriesOf(zip: Buffer): { name: string; mode: number; text: string }[] {
  const end = zip.length - 22;
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    const nameBytes = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameBytes);
    const start = zip.readUInt32LE(at + 42) + 30 + nameBytes;
    const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    const mode = zip.readUInt32LE(at + 38) >>> 16;
    at += 46 + nameBytes;
    return { name, mode, text: inflateRawSync(packed).toString() };
  });
}

describe('a pack', () => {
  const signal = new AbortController().signal;
  const u32 = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  };
  const sealed = (count: number, ...parts: readonly Buffer[]) => {
    const body = Buffer.concat([Buffer.from('PACK'), u32(2), u32(count), ...parts]);
    return Buffer.concat([body, createHash('sha1').update(body).digest()]);
  };
  const blob = (text: string, size = text.length) =>
    Buffer.concat([Buffer.of((3 << 4) | size), deflateSync(text)]);
  const nameOf = (text: string) =>
    createHash('sha1').update(`blob ${text.length}\0${text}`).digest();
  const delta = (base: Buffer, bytes: Buffer) =>
    Buffer.concat([Buffer.of((7 << 4) | bytes.length), base, deflateSync(bytes)]);

  it('gives its objects under names computed anew, deltas before their base too', async () => {
    // Copies the first three bytes of five, then adds two.
    const change = Buffer.from([5, 5, 0x90, 3, 2, 0x21, 0x21]);
    const pack = sealed(2, delta(nameOf('hello'), change), blob('hello'));
    const objects = await readPack(pack, signal);
    expect(objects.get(nameOf('hel!!').toString('hex'))?.bytes.toString()).toBe('hel!!');
  });

  it.each([
    ['an empty answer', Buffer.alloc(0)],
    ['a changed byte', Buffer.concat([sealed(1, blob('hello')).subarray(0, -1), Buffer.of(0)])],
    ['fewer objects than it says', sealed(2, blob('hello'))],
    ['an object longer than it says', sealed(1, blob('hello', 3))],
    ['an object shorter than it says', sealed(1, blob('hello', 9))],
    ['a delta without its base', sealed(1, delta(nameOf('no'), Buffer.from([2, 2, 0x90, 2])))],
    [
      'a delta that reaches out of its base',
      sealed(2, blob('hello'), delta(nameOf('hello'), Buffer.from([5, 9, 0x90, 9]))),
    ],
    [
      'a delta that gives less than it says',
      sealed(2, blob('hello'), delta(nameOf('hello'), Buffer.from([5, 9, 0x90, 3]))),
    ],
  ])('is refused: %s', async (_, pack) => {
    await expect(readPack(pack, signal)).rejects.toMatchObject({ code: 'VCS_UNAVAILABLE' });
  });

  it('is refused before it is unpacked where it says that it is too large', async () => {
    const pack = sealed(4_000_000_000, blob('hello'));
    await expect(readPack(pack, signal)).rejects.toMatchObject({ code: 'VCS_TOO_LARGE' });
  });
});
