import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { defineError } from '@bonded/kernel';
import type { KeyEncryptionKey } from './key-encryption-key.ts';

/** A stored secret was sealed under a key we lack, moved, or changed. */
const notOpened = defineError('unavailable', 'SEALED_SECRET_NOT_OPENED');

/*
 * An envelope is: version (1 byte) | id of the key (4) | nonce (12) | ciphertext | tag (16).
 * Version, id and context are authenticated, so an envelope moved to another row does not open.
 * Nonces are random: good for 2^32 envelopes under one key, far above the secrets we keep.
 */
const version = 1;
const headBytes = 5;
const nonceBytes = 12;
const tagBytes = 16;
const plaintextBytesMax = 64 * 1024;
const cipher = 'aes-256-gcm';

/** Seals a small secret. `context` says where it belongs, for example `signing-key:<kid>`. */
export function seal(plaintext: Uint8Array, context: string, kek: KeyEncryptionKey): Buffer {
  if (plaintext.length > plaintextBytesMax) throw new RangeError('a sealed secret is small');
  const head = Buffer.concat([Buffer.of(version), Buffer.from(kek.id, 'hex')]);
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, kek.key.reveal(), nonce, { authTagLength: 16 });
  sealing.setAAD(boundData(head, context));
  const ciphertext = Buffer.concat([sealing.update(plaintext), sealing.final()]);
  return Buffer.concat([head, nonce, ciphertext, sealing.getAuthTag()]);
}

/**
 * Opens an envelope with whichever of `keks` sealed it: the newest, and the older ones while a
 * rotation runs. Throws SEALED_SECRET_NOT_OPENED for another key, context or version, and for
 * any changed byte.
 */
export function unseal(
  envelope: Uint8Array,
  context: string,
  keks: readonly KeyEncryptionKey[],
): Buffer {
  const bytes = Buffer.from(envelope);
  if (bytes.length < headBytes + nonceBytes + tagBytes || bytes[0] !== version) {
    throw notOpened('A sealed secret is damaged or was written by a newer release.');
  }
  const kek = keks.find(({ id }) => id === sealedBy(bytes));
  if (!kek) throw notOpened(`No key with the id ${sealedBy(bytes)} is configured.`);
  return open(bytes, context, kek);
}

/** The id of the key that sealed an envelope: what a rotation still has to seal again. */
export function sealedBy(envelope: Uint8Array): string {
  return Buffer.from(envelope.subarray(1, headBytes)).toString('hex');
}

function open(bytes: Buffer, context: string, kek: KeyEncryptionKey): Buffer {
  const nonce = bytes.subarray(headBytes, headBytes + nonceBytes);
  const opening = createDecipheriv(cipher, kek.key.reveal(), nonce, { authTagLength: 16 });
  opening.setAAD(boundData(bytes.subarray(0, headBytes), context));
  opening.setAuthTag(bytes.subarray(-tagBytes));
  try {
    const sealed = bytes.subarray(headBytes + nonceBytes, -tagBytes);
    return Buffer.concat([opening.update(sealed), opening.final()]);
  } catch (cause) {
    throw notOpened('A sealed secret was changed, or belongs somewhere else.', { cause });
  }
}

function boundData(head: Uint8Array, context: string): Buffer {
  return Buffer.concat([head, Buffer.from(context, 'utf8')]);
}
