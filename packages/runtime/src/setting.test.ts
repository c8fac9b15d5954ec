import { expect, it } from 'vitest';
import { assertConsistent, type RuntimeConfig } from './config.ts';
import * as read from './readers.ts';
import { readSettings } from './setting.ts';
import { sharedSettings } from './settings.ts';

const table = {
  url: { name: 'URL', default: null, description: 'Where it is.', read: read.requiredText },
  size: {
    name: 'SIZE',
    default: '1',
    description: 'How large it is.',
    read: read.wholeNumber({ fallback: 1, min: 1, max: 9 }),
  },
} as const;

it('settings are read by their own readers, an empty one as unset', () => {
  expect(readSettings(table, { URL: 'x', SIZE: '' })).toEqual({ url: 'x', size: 1 });
  expect(Object.isFrozen(readSettings(table, { URL: 'x' }))).toBe(true);
});

it('all faults are reported at once, each with what the variable is for', () => {
  expect(() => readSettings(table, { SIZE: '12' })).toThrow(
    'URL: is not set (Where it is.)\nSIZE: is "12", not a whole number from 1 to 9 (How large it is.)',
  );
});

const complete = {
  DATABASE_URL: 'postgresql://bonded:hunter2@db/bonded',
  BONDED_KEK_FILE: '/data/kek',
  BONDED_PUBLIC_URL: 'https://bonded.example',
  BONDED_BLOB_URL: 'https://blobs.bonded.example',
  BONDED_CONSOLE_URL: 'https://console.bonded.example',
};

function configOf(extra: Record<string, string>): RuntimeConfig {
  return readSettings(sharedSettings, { ...complete, ...extra });
}

it('what is fine alone and contradicts itself together is refused', () => {
  expect(() => assertConsistent(configOf({}))).not.toThrow();
  expect(() => assertConsistent(configOf({ BLOB_STORE: 's3', S3_BUCKET: 'b' }))).toThrow(
    'BLOB_STORE is s3, which also takes S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY.',
  );
});

it('no secret is in what a configuration prints', () => {
  const config = configOf({ REDIS_URL: 'redis://:hunter3@cache', S3_SECRET_ACCESS_KEY: 'hunter4' });
  expect(JSON.stringify(config)).not.toMatch(/hunter[234]/);
});

it('networks are read, and a typing error is a fault', () => {
  expect(configOf({ BONDED_EGRESS_NETWORKS: '10.0.0.0/8, fd00::/8' }).egressNetworks).toEqual([
    '10.0.0.0/8',
    'fd00::/8',
  ]);
  expect(configOf({ BONDED_TRUSTED_PROXIES: '10.0.0.0/8, fd00::/8' }).trustedProxies).toHaveLength(
    2,
  );
  expect(() => configOf({ BONDED_TRUSTED_PROXIES: '10.0.0.0/99' })).toThrow(
    'BONDED_TRUSTED_PROXIES',
  );
  expect(() => configOf({ BONDED_EGRESS_NETWORKS: '10.1.2.3/8' })).toThrow(
    'BONDED_EGRESS_NETWORKS: "10.1.2.3/8" begins inside of a network; that is 10.0.0.0/8. (',
  );
});
