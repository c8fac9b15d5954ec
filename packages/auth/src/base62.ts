import { randomInt } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Uniform random base62 text: `randomInt` rejects the values that `% 62` would favour. */
export function randomBase62(length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}

/** Writes an unsigned integer in base62, most significant digit first, padded with zeros. */
export function toBase62(value: number, length: number): string {
  const digits: string[] = [];
  let rest = value;
  for (let place = 0; place < length; place += 1) {
    digits.unshift(alphabet[rest % alphabet.length] ?? '');
    rest = Math.floor(rest / alphabet.length);
  }
  return digits.join('');
}
