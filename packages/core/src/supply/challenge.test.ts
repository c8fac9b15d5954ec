import { describe, expect, it } from 'vitest';
import { readChallenges } from './challenge.ts';

const read = (header: string) =>
  readChallenges(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]);

describe('a challenge', () => {
  it('of a registry says where to get a token', () => {
    const header =
      'Bearer realm="https://auth.registry.example/token",service="registry.example",' +
      'scope="repository:library/alpine:pull"';
    expect(read(header)).toEqual([
      [
        'bearer',
        {
          realm: 'https://auth.registry.example/token',
          service: 'registry.example',
          scope: 'repository:library/alpine:pull',
        },
      ],
    ]);
  });

  it('may stand beside others, in any spelling', () => {
    expect(
      read('BASIC Realm=registry, bearer realm="a \\"b\\", c", service=x , Negotiate'),
    ).toEqual([
      ['basic', { realm: 'registry' }],
      ['bearer', { realm: 'a "b", c', service: 'x' }],
      ['negotiate', {}],
    ]);
  });

  it.each(['', ',,', '"', 'Bearer realm="unfinished'])(
    'is read as far as it is one: %s',
    (header) => {
      expect(readChallenges(header).every(({ parameters }) => parameters.size === 0)).toBe(true);
    },
  );

  it('costs little, however it is made', () => {
    const startedAt = performance.now();
    for (const text of ['\\"', ',', ' a', 'a=b,', '"\\', 'a="'])
      readChallenges(text.repeat(16_000));
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});
