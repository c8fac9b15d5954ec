import { expect, test } from 'vitest';
import type { SessionTokens } from './session-tokens.ts';
import { TokenVault } from './token-vault.ts';

const cookie: SessionTokens = {
  sessionId: 's1',
  username: 'ada',
  accessToken: 'a0',
  accessExpiresAtMs: 1000,
  refreshToken: 'r0',
  generation: 0,
};

function vaultAt(nowMs: number) {
  const redeemed: string[] = [];
  const clock = { nowMs };
  const vault = new TokenVault({
    now: () => clock.nowMs,
    refresh: async (refreshToken) => {
      redeemed.push(refreshToken);
      const next = redeemed.length;
      return { accessToken: `a${next}`, refreshToken: `r${next}`, expiresIn: 300 };
    },
  });
  return { vault, redeemed, clock };
}

test('a live access token is used as it is', async () => {
  const { vault, redeemed } = vaultAt(0);
  const fresh = { ...cookie, accessExpiresAtMs: 600_000 };
  expect(await vault.current(fresh)).toBe(fresh);
  expect(redeemed).toEqual([]);
});

test('D3.8 a hundred parallel requests redeem one refresh token, once', async () => {
  const { vault, redeemed } = vaultAt(5000);
  const all = await Promise.all(Array.from({ length: 100 }, () => vault.current(cookie)));
  expect(redeemed).toEqual(['r0']);
  expect(new Set(all.map((tokens) => tokens.accessToken))).toEqual(new Set(['a1']));
});

test('a browser that lost the renewed cookie goes on with its successor', async () => {
  const { vault, redeemed } = vaultAt(5000);
  await vault.current(cookie);
  expect((await vault.current(cookie)).refreshToken).toBe('r1');
  expect(redeemed).toEqual(['r0']);
});

test('a cookie renewed by another replica wins over what this one remembers', async () => {
  const { vault, redeemed, clock } = vaultAt(5000);
  await vault.current(cookie);
  clock.nowMs = 900_000;
  const elsewhere = { ...cookie, refreshToken: 'r7', generation: 7 };
  const tokens = await vault.current(elsewhere);
  expect(redeemed).toEqual(['r0', 'r7']);
  expect(tokens.generation).toBe(8);
});

test('a refused refresh fails every waiter and is tried again by the next request', async () => {
  let calls = 0;
  const vault = new TokenVault({
    now: () => 5000,
    refresh: async () => {
      calls += 1;
      throw new Error('refused');
    },
  });
  await expect(Promise.all([vault.current(cookie), vault.current(cookie)])).rejects.toThrow(
    'refused',
  );
  await expect(vault.current(cookie)).rejects.toThrow('refused');
  expect(calls).toBe(2);
});
