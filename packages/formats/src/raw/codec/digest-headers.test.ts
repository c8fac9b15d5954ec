import { expect, it } from 'vitest';
import { digestHeaders } from './digest-headers.ts';

it('digestHeaders names each digest that is known, and no other', () => {
  expect(digestHeaders({ sha256: 'ab'.repeat(32) })).toEqual({
    'x-checksum-sha256': 'ab'.repeat(32),
    'repr-digest': `sha-256=:${Buffer.from('ab'.repeat(32), 'hex').toString('base64')}:`,
  });
  const all = digestHeaders({ sha256: '00', sha512: 'ff', sha1: '11', md5: '22' });
  expect(all).toEqual({
    'x-checksum-sha256': '00',
    'x-checksum-sha512': 'ff',
    'x-checksum-sha1': '11',
    'x-checksum-md5': '22',
    'repr-digest': 'sha-256=:AA==:, sha-512=:/w==:',
  });
});
