import { createHmac } from 'node:crypto';
import { Secret } from '@bonded/kernel';
import type { VcsDriver } from '@bonded/vcs';
import { bitbucketDriver } from '@bonded/vcs/bitbucket';
import { gitDriver } from '@bonded/vcs/git';
import { giteaDriver } from '@bonded/vcs/gitea';
import { githubDriver } from '@bonded/vcs/github';
import { gitlabDriver } from '@bonded/vcs/gitlab';
import { describe, expect, it } from 'vitest';

const now = new Date('2026-11-01T12:00:00Z');
const body = Buffer.from('Hello, World!');

interface Case {
  readonly driver: VcsDriver;
  readonly headers: (secret: string) => Record<string, string>;
  readonly other: Record<string, string>;
}

const hmac = (secret: string) => createHmac('sha256', secret).update(body).digest('hex');

const cases: readonly Case[] = [
  {
    driver: githubDriver,
    headers: (secret) => ({
      'x-github-event': 'push',
      'x-hub-signature-256': `sha256=${hmac(secret)}`,
    }),
    other: { 'x-github-event': 'ping' },
  },
  {
    driver: gitlabDriver,
    headers: (secret) => ({ 'x-gitlab-event': 'Push Hook', 'x-gitlab-token': secret }),
    other: { 'x-gitlab-event': 'Issue Hook' },
  },
  {
    driver: bitbucketDriver,
    headers: (secret) => ({
      'x-event-key': 'repo:push',
      'x-hub-signature': `sha256=${hmac(secret)}`,
    }),
    other: { 'x-event-key': 'repo:fork' },
  },
  {
    driver: giteaDriver,
    headers: (secret) => ({ 'x-gitea-event': 'push', 'x-gitea-signature': hmac(secret) }),
    other: { 'x-gitea-event': 'issues' },
  },
];

describe.each(cases)('a hook of $driver.kind', ({ driver, headers, other }) => {
  const secret = new Secret("It's a Secret to Everybody");
  const verify = (given: Record<string, string>, text = body) =>
    driver.verifyHook({ headers: given, body: text, secret, now });

  it('is taken with its secret, as a push or as something else', () => {
    const signed = headers(secret.reveal());
    expect(verify(signed)).toBe('push');
    expect(verify({ ...signed, ...other })).toBe('other');
  });

  it('is refused with another secret, with none, and with an empty one', () => {
    expect(verify(headers('guessed'))).toBeNull();
    expect(verify({})).toBeNull();
    expect(verify(headers(''))).toBeNull();
  });

  it('is refused with another body, where the body is signed', () => {
    const verdict = verify(headers(secret.reveal()), Buffer.from('Goodbye, World!'));
    expect(verdict).toBe(driver === gitlabDriver ? 'push' : null);
  });
});

it('a signature is the one of the example in GitHub’s documentation', () => {
  const headers = {
    'x-github-event': 'push',
    'x-hub-signature-256':
      'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
  };
  const secret = new Secret("It's a Secret to Everybody");
  expect(githubDriver.verifyHook({ headers, body, secret, now })).toBe('push');
});

describe('a hook of GitLab by Standard Webhooks', () => {
  const secret = new Secret(`whsec_${Buffer.from('k'.repeat(32)).toString('base64')}`);
  const signed = (at: number, key = 'k'.repeat(32)) => {
    const content = `msg_1.${at}.${body.toString()}`;
    const signature = createHmac('sha256', key).update(content).digest('base64');
    return {
      'x-gitlab-event': 'Push Hook',
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(at),
      'webhook-signature': `v1,AAAA v1,${signature}`,
    };
  };
  const seconds = now.getTime() / 1000;
  const verify = (headers: Record<string, string>) =>
    gitlabDriver.verifyHook({ headers, body, secret, now });

  it('is taken while it is young, and refused when it is old or signed by another', () => {
    expect(verify(signed(seconds - 60))).toBe('push');
    expect(verify(signed(seconds - 600))).toBeNull();
    expect(verify(signed(seconds, 'x'.repeat(32)))).toBeNull();
  });
});

it('plain git takes what is signed as GitHub signs', () => {
  const secret = new Secret('ours');
  const headers = { 'x-hub-signature-256': `sha256=${hmac('ours')}` };
  expect(gitDriver.verifyHook({ headers, body, secret, now })).toBe('push');
  expect(gitDriver.verifyHook({ headers: {}, body, secret, now })).toBeNull();
});
