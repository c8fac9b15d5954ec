import { describe, expect, it } from 'vitest';
import { parseYaml } from './yaml.ts';

const parse = (text: string) => parseYaml(Buffer.from(text));

describe('YAML of strangers', () => {
  it('is text, lists and maps, whatever its words look like', () => {
    expect(parse('a: 1\nb: [yes, 2024-01-01]\nc:\n  d: ~\n')).toEqual({
      a: '1',
      b: ['yes', '2024-01-01'],
      c: { d: '~' },
    });
  });

  it.each([
    ['an anchor', 'a: &x 1\n'],
    ['an alias', 'a: &x 1\nb: *x\n'],
    ['a tag', 'a: !!js/function x\n'],
    ['a directive', '%TAG ! x\n---\na: 1\n'],
    ['two documents', 'a: 1\n---\na: 2\n'],
    ['a key twice', 'a: 1\na: 2\n'],
    ['a key twice further in', 'a:\n  - b: {c: 1, "c": 2}\n'],
    ['a key that is a list', '? [a]\n: 1\n'],
    ['an alias as a key', 'a: &x 1\n*x : 2\n'],
  ])('D5.12 is refused: %s', (_, text) => {
    expect(() => parse(text)).toThrow(/^A YAML file /);
  });

  /** Far more than it takes, and far less than a cost by the square of the keys. */
  const elapsedMsMax = 8_000;

  it('D5.12 costs no more than it is long: keys without end', () => {
    const text = Array.from({ length: 36_000 }, (_, at) => `${at}:\n`).join('');
    const startedMs = performance.now();
    expect(parse(text)).toHaveProperty('35999');
    expect(performance.now() - startedMs).toBeLessThan(elapsedMsMax);
  });

  it('D5.12 costs no more than it is long: merges without end', () => {
    const text = `x: &x {}\ny:\n${'  <<: *x\n'.repeat(25_000)}`;
    const startedMs = performance.now();
    expect(() => parse(text)).toThrow(/^A YAML file has /);
    expect(performance.now() - startedMs).toBeLessThan(elapsedMsMax);
  });
});
