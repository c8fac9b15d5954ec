import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readStartSettings } from './settings.ts';

it('nothing set means the documented defaults', () => {
  expect(readStartSettings({})).toEqual({
    dataDir: join(process.cwd(), '.bonded'),
    ports: { gateway: 4000, blob: 4001, console: 3000 },
    urls: { gateway: undefined, blob: undefined, console: undefined },
    databaseUrl: undefined,
    adminPassword: undefined,
    showsAllLogs: false,
  });
});

it('an empty variable counts as unset', () => {
  expect(readStartSettings({ BONDED_GATEWAY_PORT: '', DATABASE_URL: '' })).toEqual(
    readStartSettings({}),
  );
});

it.each(['-1', '65536', '80a', '4000.5', ' 4000'])('the port "%s" is refused by name', (port) => {
  expect(() => readStartSettings({ BONDED_BLOB_PORT: port })).toThrow(
    `BONDED_BLOB_PORT is "${port}"`,
  );
});

it('two parts on one port are refused, unless both ask for a free one', () => {
  expect(() => readStartSettings({ BONDED_BLOB_PORT: '4000' })).toThrow(
    'BONDED_GATEWAY_PORT and BONDED_BLOB_PORT are both 4000',
  );
  const free = readStartSettings({ BONDED_GATEWAY_PORT: '0', BONDED_BLOB_PORT: '0' });
  expect(free.ports).toEqual({ gateway: 0, blob: 0, console: 3000 });
});
