import { Secret } from '@bonded/kernel';
import { beforeEach, describe, expect, it } from 'vitest';
import { createLogger, type Logger } from './logger.ts';

type LogRecord = Record<string, unknown>;

let written: string;
let logger: Logger;
beforeEach(() => {
  written = '';
  const destination = {
    write: (text: string) => {
      written += text;
    },
  };
  logger = createLogger({ role: 'test', level: 'debug', destination });
});

/** What was logged, once every line has proved to be one JSON record. */
function records(): LogRecord[] {
  const lines = written.split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => JSON.parse(line) as LogRecord);
}

const apiKey = 'bnd_Ab3dEf6hIj9lMn2pQr5tUv8xYz1BcDeF0a1b2c';
const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJlLXRleHQ';
const canary = 'canary-7f3k2q';

/** Fifty texts that break other logs: ends of lines, terminal commands, hidden and huge text. */
const breaks = ['\n', '\r', '\r\n', '\u0085', '\u2028', '\u2029', '\v', '\f', '\0', '\u001b[2J'];
const terminal = ['\u001b]0;owned\u0007', '\u009b31m', '\u0007', '\b\b\b', '\u001b[1A\u001b[2K'];
const hidden = ['\u202e', '\u2066', '\u2069', '\u200b', '\u200f', '\ufeff', '\u061c', '\u2060'];
const syntax = [
  '"',
  '\\',
  '"}\n{"level":"info"',
  '\\u000a',
  '%s%d%j%o',
  '${x}',
  '{"a":',
  "'",
  '\\"',
];
const odd = [
  '\ud800',
  '\udfff\ud800',
  '\uffff',
  '\u007f',
  '𝒳',
  'e\u0301',
  '<script>',
  '`id`',
  '$(id)',
];
const payloads = [
  ...[...breaks, ...terminal, ...hidden, ...syntax, ...odd].map((text) => `a${text}b`),
  ...['\n', '\r\n', '\u2028'].map((text) => text.repeat(1_000)),
  ...['\n{"level":"error","msg":"forged"}', `\n${new Date(0).toISOString()} root logged in`],
  ...['x', '\u202e', '"', '\\'].map((text) => text.repeat(1024 * 1024)),
];

describe('a log', () => {
  it('D2.8 is tried with 50 payloads', () => {
    expect(payloads.length).toBeGreaterThanOrEqual(50);
  });

  it.each(payloads.map((text) => [text.slice(0, 20), text]))(
    'D2.8 holds one record for each call with %j, wherever it stands',
    (_, text) => {
      logger.info(text);
      logger.info({ field: text }, 'field');
      logger.info({ [text]: 'name' }, 'name');
      logger.info({ deep: { list: [text, { [text]: text }] } }, 'deep');
      logger.info('format %s', text);
      logger.warn({ err: new Error(text, { cause: new Error(text) }) }, text);
      logger.child({ bound: text }).info('child');
      logger.child({ requestId: 'r' }).child({ bound: text }).error({ text }, text);
      expect(records()).toHaveLength(8);
      expect(written.replaceAll('\n', '')).not.toMatch(
        /[\0-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/,
      );
      expect(Math.max(...written.split('\n').map((line) => line.length))).toBeLessThan(400_000);
    },
  );

  it('says who, when and how bad, in words', () => {
    logger.warn({ artifact: 'left-pad@1.3.0' }, 'held');
    const [record] = records();
    expect(record).toMatchObject({
      level: 'warn',
      role: 'test',
      artifact: 'left-pad@1.3.0',
      msg: 'held',
    });
    expect(new Date(String(record?.time)).getTime()).toBeGreaterThan(Date.now() - 60_000);
  });

  it('tells an error with its code, its stack and its cause', () => {
    const error = Object.assign(new Error('outer', { cause: new Error('inner') }), { code: 'X' });
    logger.error({ err: error }, 'failed');
    expect(records()[0]).toMatchObject({
      err: { type: 'Error', message: 'outer', code: 'X', cause: { message: 'inner' } },
    });
    expect(written).toContain('logger.test.ts');
  });

  it('bounds what one record may hold', () => {
    const deep = { a: { a: { a: { a: { a: { a: { a: { a: { a: { a: { a: 1 } } } } } } } } } } };
    const wide = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`k${at}`, at]));
    logger.info({ deep, wide, list: Array(500).fill(1), text: 'x'.repeat(20_000) });
    const [record] = records();
    expect(JSON.stringify(record?.deep)).toContain('[deeper]');
    expect(Object.keys(record?.wide as object)).toHaveLength(100);
    expect(record?.list).toHaveLength(101);
    expect(String(record?.text)).toMatch(/^x{8192}\[20000 characters\]$/);
  });
});

describe('a secret', () => {
  it.each([
    ['authorization', 'req.headers.authorization'],
    ['Proxy-Authorization', 'an odd spelling'],
    ['cookie', 'a cookie'],
    ['set-cookie', 'a cookie to set'],
    ['password', 'a password'],
    ['newPassword', 'a camel'],
    ['accessToken', 'a token'],
    ['refresh_token', 'a snake'],
    ['client_secret', 'a secret'],
    ['X-NuGet-ApiKey', 'a header'],
    ['totp', 'a code'],
    ['dek', 'a data key'],
    ['privateKey', 'a key'],
  ])('D2.8 named %s does not show (%s)', (name) => {
    logger.info({ [name]: canary }, 'top');
    logger.info({ a: { b: [{ [name]: canary }] } }, 'deep');
    logger.info({ [name]: { value: canary } }, 'object');
    logger
      .child({ [name]: canary })
      .child({ [name]: canary })
      .info('child');
    logger.error({ err: Object.assign(new Error('x'), { [name]: canary }) }, 'error');
    expect(written).not.toContain(canary);
    expect(records()).toHaveLength(5);
  });

  it.each([
    ['an API key', apiKey, 'bnd_Ab3dEf6hIj9l'],
    ['a refresh token', `bnr_${'aB3-_'.repeat(9).slice(0, 43)}`, 'aB3-_aB3'],
    ['an access token', jwt, 'eyJzdWIi'],
    ['a Bearer header', `Authorization: Bearer ${canary}`, canary],
    ['a Basic header', `authorization: basic ${canary}=`, canary],
    ['a database URL', `postgres://bonded:${canary}@db.test:5432/bonded`, canary],
    ['a Redis URL', `redis://:${canary}@cache.test`, canary],
    [
      'a private key',
      `-----BEGIN RSA PRIVATE KEY-----\n${canary.replace('-', '')}\n`,
      'canary7f3k2q',
    ],
  ])('D2.8 with the shape of %s does not show in any text', (_, text, secret) => {
    logger.info(`it was ${text} there`);
    logger.info({ url: text, list: [text], [text]: 1 }, 'fields');
    logger.warn({ err: new Error(text, { cause: new Error(text) }) });
    logger.child({ bound: text }).info('child');
    expect(written).not.toContain(secret);
    expect(written).toContain('[redacted]');
    expect(records()).toHaveLength(4);
  });

  it('D2.8 in a Secret does not show', () => {
    logger.info(
      { value: new Secret(canary), list: [new Secret({ canary })] },
      String(new Secret(canary)),
    );
    expect(written).not.toContain(canary);
  });

  it('is not seen where there is none', () => {
    const harmless = {
      tokenId: 'j1',
      tokenKind: 'access',
      keyId: 'k1',
      secretCount: 3,
      path: '/a@b',
    };
    logger.info(harmless, 'basic facts, bearer of news: https://bonded.test/a@b');
    expect(records()[0]).toMatchObject({ ...harmless });
    expect(written).toContain('https://bonded.test/a@b');
  });
});
