import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { expectedDigests, requireDigests } from './expected-digests.ts';

const bytes = 'content';
const hex = (algorithm: string) => createHash(algorithm).update(bytes).digest('hex');
const base64 = (algorithm: string) => createHash(algorithm).update(bytes).digest('base64');

describe('expectedDigests', () => {
  it('reads each header that announces one', () => {
    expect(
      expectedDigests({
        'x-checksum-md5': hex('md5'),
        'x-checksum-sha1': hex('sha1').toUpperCase(),
        'x-checksum-sha256': ` ${hex('sha256')} `,
      }),
    ).toEqual({ md5: hex('md5'), sha1: hex('sha1'), sha256: hex('sha256') });
    const field = `sha-512=:${base64('sha512')}:, unixsum=:GQU=:, sha-256=:${base64('sha256')}:`;
    for (const header of ['repr-digest', 'content-digest']) {
      expect(expectedDigests({ [header]: field })).toEqual({
        sha256: hex('sha256'),
        sha512: hex('sha512'),
      });
    }
    expect(expectedDigests({})).toEqual({});
  });

  it('refuses a digest that cannot be one, instead of checking nothing', () => {
    for (const headers of [
      { 'x-checksum-sha256': hex('sha1') },
      { 'x-checksum-sha256': 'zz'.repeat(32) },
      { 'x-checksum-md5': '' },
      { 'repr-digest': `sha-256=:${base64('sha1')}:` },
    ]) {
      expect(() => expectedDigests(headers), JSON.stringify(headers)).toThrow(
        expect.objectContaining({ code: 'CHECKSUM_HEADER_INVALID' }) as Error,
      );
    }
  });
});

describe('requireDigests', () => {
  it('passes what arrived as announced and names the digest that differs', () => {
    const actual = { sha256: hex('sha256'), md5: hex('md5') };
    expect(() => requireDigests({}, actual)).not.toThrow();
    expect(() => requireDigests({ md5: hex('md5') }, actual)).not.toThrow();
    expect(() => requireDigests({ md5: hex('md5'), sha256: 'f'.repeat(64) }, actual)).toThrow(
      'sha256',
    );
  });
});
