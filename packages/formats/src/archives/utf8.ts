import { archiveInvalid } from './errors.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Strict: bytes that are no UTF-8 become different names in different programs. */
export function decodeUtf8(bytes: Buffer): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw archiveInvalid('The archive holds a name that is not UTF-8.', { cause });
  }
}
