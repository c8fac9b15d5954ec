import { expect, it } from 'vitest';
import { readyBlock } from './ready-block.ts';

const news = {
  urls: {
    gateway: 'http://localhost:4000',
    blob: 'http://localhost:4001',
    console: 'http://localhost:3000',
  },
  logsDir: '/data/logs',
  tookMs: 12_345,
};

it('the block says where everything is and how to sign in', () => {
  const password = { kind: 'new', path: '/data/admin-password', text: 'abc' } as const;
  expect(readyBlock({ ...news, password })).toMatchInlineSnapshot(`
    "
    Bonded is ready after 12.3 s.

      Console   http://localhost:3000
      Gateway   http://localhost:4000  (GraphQL at /graphql)
      Blobs     http://localhost:4001
      Sign in   admin
      Password  abc  (shown this once, kept in /data/admin-password)
      Logs      /data/logs

    Ctrl-C stops it.
    "
  `);
});

it('a password is shown by the start that made it and by no other', () => {
  const kept = readyBlock({ ...news, password: { kind: 'kept', path: '/data/admin-password' } });
  const given = readyBlock({ ...news, password: { kind: 'given' } });
  expect(kept).toContain('/data/admin-password');
  expect(given).toContain('BONDED_ADMIN_PASSWORD');
});
