import { readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tempDir } from '@bonded/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { refuse, startPeer } from '../../tests/peer.ts';
import { type Profile, profilePath, readProfile, writeProfile } from './profile.ts';
import { Session } from './session.ts';

const { signal } = new AbortController();

let folder: string;
let url: string;
/** The refresh tokens that the gateway was shown, each of which is good once. */
let spent: string[];

beforeEach(async () => {
  folder = await tempDir();
  spent = [];
  const peer = await startPeer(async (request, response) => {
    const chunks = await Array.fromAsync(request);
    const { refreshToken } = JSON.parse(Buffer.concat(chunks as Buffer[]).toString()) as {
      refreshToken: string;
    };
    if (spent.includes(refreshToken)) {
      refuse(response, 401, 'SESSION_ENDED');
      return;
    }
    spent.push(refreshToken);
    const next = `refresh-${spent.length}`;
    response.end(
      JSON.stringify({
        accessToken: `access-${spent.length}`,
        refreshToken: next,
        expiresIn: 3600,
      }),
    );
  });
  ({ url } = peer);
});

function session(changed: { url?: string; token?: string } = {}): Session {
  const environment = { url: null, token: null, configFolder: folder, ...changed };
  return new Session(environment, signal);
}

function expired(): Profile {
  return {
    url,
    accessToken: 'old',
    refreshToken: 'refresh-0',
    accessExpiresAt: Date.now() + 1_000,
  };
}

describe('a stored sign-in', () => {
  it('is renewed before it ends, and what came back is stored', async () => {
    await writeProfile(folder, expired());
    expect(await session().token()).toBe('access-1');
    expect(await readProfile(folder)).toMatchObject({ refreshToken: 'refresh-1' });
    expect(await session().token()).toBe('access-1');
    expect(spent).toEqual(['refresh-0']);
  });

  it('is renewed once by many processes at a time, for twice would end the session', async () => {
    await writeProfile(folder, expired());
    const tokens = await Promise.all(Array.from({ length: 8 }, () => session().token()));
    expect(new Set(tokens)).toEqual(new Set(['access-1']));
    expect(spent).toEqual(['refresh-0']);
  });

  it('outlives a process that died while it renewed', async () => {
    await writeProfile(folder, expired());
    const lock = `${profilePath(folder)}.lock`;
    await writeFile(lock, '');
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(lock, longAgo, longAgo);
    expect(await session().token()).toBe('access-1');
  });

  it('never goes to another gateway than the one it is for', async () => {
    await writeProfile(folder, expired());
    const elsewhere = session({ url: 'https://other.example' });
    await expect(elsewhere.token()).rejects.toMatchObject({ code: 'CLI_NOT_SIGNED_IN' });
    expect(await session({ url: `${url}/` }).token()).toBe('access-1');
  });

  it('yields to a token from the environment', async () => {
    await writeProfile(folder, expired());
    expect(await session({ token: 'bnd_key' }).token()).toBe('bnd_key');
    expect(spent).toEqual([]);
  });

  it('is readable by its owner alone', async () => {
    await writeProfile(join(folder, 'deep'), expired());
    const modeOf = async (path: string) => (await stat(path)).mode & 0o777;
    expect(await modeOf(profilePath(join(folder, 'deep')))).toBe(0o600);
    expect(await modeOf(join(folder, 'deep'))).toBe(0o700);
    expect(await readFile(profilePath(join(folder, 'deep')), 'utf8')).toContain('refresh-0');
  });

  it('that cannot be read is none', async () => {
    for (const text of ['', '{', '{"url":"x"}']) {
      await writeFile(profilePath(folder), text);
      await expect(session().token()).rejects.toMatchObject({ code: 'CLI_NOT_SIGNED_IN' });
    }
  });
});
