import { describe, expect, it } from 'vitest';
import { parseSumDatabaseAddress } from './sumdb-address.ts';

const parse = (path: string) => parseSumDatabaseAddress(path.split('/'));

describe('an address of a checksum database', () => {
  it.each([
    ['sumdb/sum.example.org/supported', 'supported'],
    ['sumdb/sum.example.org/latest', 'latest'],
    ['sumdb/sum.example.org/tile/8/0/000', 'tile'],
    ['sumdb/sum.example.org/tile/8/0/x001/x234/067', 'tile'],
    ['sumdb/sum.example.org/tile/8/2/x001/067.p/255', 'tile'],
    ['sumdb/sum.example.org/tile/8/data/x001/067', 'tile'],
  ])('%s is read', (path, kind) => {
    expect(parse(path)).toEqual({ database: 'sum.example.org', path, kind });
  });

  it('names the module that is looked up, as it is called', () => {
    const path = 'sumdb/sum.example.org/lookup/github.com/!big!corp/kit/v2@v2.0.0';
    expect(parse(path)).toMatchObject({
      kind: 'lookup',
      module: 'github.com/BigCorp/kit/v2',
      path,
    });
  });

  it.each([
    'sumdb',
    'sumdb/sum.example.org',
    'sumdb/sum.example.org/supported/more',
    'sumdb/..//supported',
    'sumdb/SUM/supported',
    'sumdb/a:80/supported',
    'sumdb/sum.example.org/tile/8/0/../../latest',
    'sumdb/sum.example.org/tile/8/0/1',
    'sumdb/sum.example.org/tile/8/0/000.p/',
    'sumdb/sum.example.org/lookup/example.com/kit',
    'sumdb/sum.example.org/lookup/example.com/Kit@v1.0.0',
    'sumdb/sum.example.org/lookup/example.com/kit@main',
    'sumdb/sum.example.org/lookup/../kit@v1.0.0',
    'sumdb/sum.example.org/else',
    'other/sum.example.org/latest',
  ])('%s is none', (path) => {
    expect(parse(path)).toBeNull();
  });
});
