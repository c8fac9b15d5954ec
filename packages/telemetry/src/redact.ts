export const redacted = '[redacted]';

const textCharsMax = 8192;
const keyCharsMax = 256;
const itemsMax = 100;
const depthMax = 10;

/** Names of secrets end so, however they are spelt: `accessToken`, `Set-Cookie`, `api_key`. */
const secretEndings = [
  'apikey',
  'authorization',
  'cookie',
  'credential',
  'credentials',
  'otp',
  'passphrase',
  'passwd',
  'password',
  'pepper',
  'privatekey',
  'secret',
  'seed',
  'token',
];
const secretNames = new Set(['dek', 'kek', 'pass', 'pwd', 'rawheaders']);

/** Secrets that can be told by their shape, wherever in a text they stand. */
const secretShapes: readonly [RegExp, string][] = [
  [/\b(bnd|bnr)_[\w-]{8,}/g, `$1_${redacted}`],
  [/\beyJ[\w.-]{10,}/g, redacted],
  [/\b(bearer|basic) +[^\s"',;]+/gi, `$1 ${redacted}`],
  [/:\/\/[^\s/@"']+@/g, `://${redacted}@`],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*/g, redacted],
];

/**
 * A copy of some JSON without its secrets, and without anything so large that one record would
 * drown the others: texts above 8 KiB, lists and objects above 100 items, and depths above 10.
 */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return maskText(value, textCharsMax);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= depthMax) return '[deeper]';
  if (Array.isArray(value)) {
    const items = value.slice(0, itemsMax).map((item) => redact(item, depth + 1));
    return value.length > itemsMax ? [...items, `[${value.length - itemsMax} more]`] : items;
  }
  const entries = Object.entries(value).slice(0, itemsMax);
  return Object.fromEntries(
    entries.map(([name, member]) => [
      maskText(name, keyCharsMax),
      isSecretName(name) ? redacted : redact(member, depth + 1),
    ]),
  );
}

/** A text without the secrets that its shape gives away, cut to a length. */
export function maskText(text: string, charsMax: number = textCharsMax): string {
  const cut =
    text.length > charsMax ? `${text.slice(0, charsMax)}[${text.length} characters]` : text;
  return secretShapes.reduce((masked, [shape, mask]) => masked.replace(shape, mask), cut);
}

function isSecretName(name: string): boolean {
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return secretNames.has(plain) || secretEndings.some((ending) => plain.endsWith(ending));
}
