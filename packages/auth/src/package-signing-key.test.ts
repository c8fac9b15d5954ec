import { createPublicKey, verify } from 'node:crypto';
import { Secret } from '@bonded/kernel';
import { describe, expect, it } from 'vitest';
import { packageSigningKeyFrom } from './package-signing-key.ts';

const secretOf = (byte: number) => new Secret(Uint8Array.from(Buffer.alloc(32, byte)));

describe('packageSigningKeyFrom', () => {
  it('gives each secret one key, and no two the same', () => {
    const ids = [0, 1, 2, 255].map((byte) => packageSigningKeyFrom(secretOf(byte)).keyId);
    expect(new Set(ids).size).toBe(4);
    expect(packageSigningKeyFrom(secretOf(1)).keyId).toBe(ids[1]);
    expect(ids[0]).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/);
  });

  it('signs what its public half verifies, and nothing else', () => {
    const key = packageSigningKeyFrom(secretOf(7));
    const publicKey = createPublicKey({
      key: Buffer.from(key.publicKey, 'base64'),
      type: 'spki',
      format: 'der',
    });
    expect(publicKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
    const signature = Buffer.from(key.sign('a@1.0.0:sha512-x'), 'base64');
    expect(verify('sha256', Buffer.from('a@1.0.0:sha512-x'), publicKey, signature)).toBe(true);
    expect(verify('sha256', Buffer.from('a@1.0.1:sha512-x'), publicKey, signature)).toBe(false);
  });
});
