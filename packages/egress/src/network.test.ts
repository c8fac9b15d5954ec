import { expect, it } from 'vitest';
import { parseNetwork } from './network.ts';

it.each([
  '10.0.0.0/8',
  '10.1.2.3',
  '10.1.2.3/32',
  '0.0.0.0/0',
  '172.16.0.0/12',
  'fd00:1::/32',
  '::1',
])('%s is a network', (text) => {
  const [base, bits] = parseNetwork(text);
  expect([text, `${text}/32`, `${text}/128`]).toContain(`${base.toString()}/${bits}`);
});

it.each([
  ['nonsense', 'is not a network'],
  ['example.org/8', 'is not a network'],
  ['10.0.0.0/8/8', 'is not a network'],
  ['127.1/32', 'is not a network'],
  ['010.0.0.0/8', 'is not a network'],
  ['::ffff:10.0.0.0/104', 'is not a network'],
  ['[::1]', 'is not a network'],
  ['10.0.0.0/33', 'a number of bits up to 32'],
  ['10.0.0.0/', 'a number of bits up to 32'],
  ['10.0.0.0/-1', 'a number of bits up to 32'],
  ['10.0.0.0/255.0.0.0', 'a number of bits up to 32'],
  ['fd00::/129', 'a number of bits up to 128'],
  ['10.1.2.3/8', 'that is 10.0.0.0/8'],
  ['172.31.0.0/12', 'that is 172.16.0.0/12'],
  ['fd00:1::1/32', 'that is fd00:1::/32'],
])('%s is none, and the sentence says why', (text, why) => {
  const error = expect.objectContaining({ code: 'EGRESS_NETWORK_INVALID' }) as Error;
  expect(() => parseNetwork(text)).toThrow(error);
  expect(() => parseNetwork(text)).toThrow(why);
});
