import { describe, expect, it } from 'vitest';
import { cargoUpstream } from './upstream.ts';

const url = new URL('https://index.crates.example/');

describe('the upstream of cargo', () => {
  it('asks for the file of the name in lower case, and for nothing that is no name', async () => {
    const asked: string[] = [];
    const source = {
      url,
      get: (address: string) => {
        asked.push(address);
        return Promise.resolve(null);
      },
      header: () => Promise.resolve(null),
    };
    for (const name of ['Inflector', 'a', 'ab', 'Abc', '../x', '1st', '']) {
      expect(await cargoUpstream.read(source, name)).toBeNull();
    }
    expect(asked).toEqual(['in/fl/inflector', '1/a', '2/ab', '3/a/abc']);
  });

  it('knows the crate of a path, where it can have one', () => {
    expect(cargoUpstream.packageOf('a-b/a-b-1.0.0.crate')).toBe('a-b');
    for (const path of ['a/b-1.0.0.crate', 'a/a-1.0.0.zip', 'a/a-1.crate/x', '../..-1.crate', '']) {
      expect(cargoUpstream.packageOf(path)).toBeNull();
    }
  });

  it('takes the spellings of a name for one', () => {
    expect(cargoUpstream.nameKeyOf?.('A-b')).toBe(cargoUpstream.nameKeyOf?.('a_B'));
  });
});
