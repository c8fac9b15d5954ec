import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { keyEncryptionKeyFrom } from './key-encryption-key.ts';
import { seal, sealedBy, unseal } from './sealing.ts';

const kek = keyEncryptionKeyFrom(randomBytes(32));
const olderKek = keyEncryptionKeyFrom(randomBytes(32));
const plaintext = randomBytes(200);
const refused = /damaged|changed|No key/;

describe('a sealed secret', () => {
  it('opens with its key and context, and no envelope repeats', () => {
    const envelopes = Array.from({ length: 100 }, () => seal(plaintext, 'totp:1', kek));
    expect(new Set(envelopes.map((envelope) => envelope.toString('hex'))).size).toBe(100);
    for (const envelope of envelopes) {
      expect(unseal(envelope, 'totp:1', [kek])).toEqual(plaintext);
    }
  });

  it('of no bytes at all is still authenticated', () => {
    const envelope = seal(Buffer.alloc(0), 'x', kek);
    expect(unseal(envelope, 'x', [kek])).toHaveLength(0);
    expect(() => unseal(envelope, 'y', [kek])).toThrow(/belongs somewhere else/);
  });

  it('opens under an older key while a rotation runs, and says which key that is', () => {
    const envelope = seal(plaintext, 'totp:1', olderKek);
    expect(unseal(envelope, 'totp:1', [kek, olderKek])).toEqual(plaintext);
    expect(sealedBy(envelope)).toBe(olderKek.id);
    expect(() => unseal(envelope, 'totp:1', [kek])).toThrow(olderKek.id);
  });

  it('does not open after any change of one bit', () => {
    const envelope = seal(Buffer.from('seed'), 'totp:1', kek);
    for (let bit = 0; bit < envelope.length * 8; bit += 1) {
      const changed = Buffer.from(envelope);
      const at = bit >> 3;
      changed[at] = (changed[at] ?? 0) ^ (1 << (bit & 7));
      expect(() => unseal(changed, 'totp:1', [kek])).toThrow(refused);
    }
  });

  it('does not open truncated, not even to a four-byte tag, nor lengthened', () => {
    const envelope = seal(Buffer.from('seed'), 'totp:1', kek);
    for (let length = 0; length < envelope.length; length += 1) {
      expect(() => unseal(envelope.subarray(0, length), 'totp:1', [kek])).toThrow(refused);
    }
    expect(() => unseal(Buffer.concat([envelope, Buffer.of(0)]), 'totp:1', [kek])).toThrow(refused);
  });
});
