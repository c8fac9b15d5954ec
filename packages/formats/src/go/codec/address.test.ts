import { describe, expect, it } from 'vitest';
import { moduleFilePath, parseModuleAddress } from './address.ts';

const parse = (path: string) => parseModuleAddress(path.split('/'));

describe('parseModuleAddress', () => {
  it('reads the five questions of the protocol', () => {
    const path = 'example.com/tool';
    expect(parse('example.com/tool/@v/list')).toEqual({ kind: 'list', path });
    expect(parse('example.com/tool/@latest')).toEqual({ kind: 'latest', path });
    for (const kind of ['info', 'mod', 'zip']) {
      expect(parse(`example.com/tool/@v/v1.2.3-rc.1.${kind}`)).toEqual({
        kind,
        path,
        version: 'v1.2.3-rc.1',
      });
    }
  });

  it('undoes the case encoding of path and version, and takes no other spelling', () => {
    expect(parse('github.com/!burnt!sushi/toml/@v/v1.0.0-!r!c1.zip')).toMatchObject({
      path: 'github.com/BurntSushi/toml',
      version: 'v1.0.0-RC1',
    });
    for (const path of [
      'github.com/BurntSushi/toml/@v/list',
      'github.com/!Burnt/toml/@v/list',
      'github.com/burnt!/toml/@v/list',
      'github.com/!1/toml/@v/list',
      'example.com/tool/@v/v1.0.0-RC1.zip',
    ]) {
      expect(parse(path), path).toBeNull();
    }
  });

  it('knows nothing else: no query, no branch, no checksum database, no module at all', () => {
    for (const path of [
      'example.com/tool/@v/main.info',
      'example.com/tool/@v/v1.info',
      'example.com/tool/@v/v1.2.3.sig',
      'example.com/tool/@v/.zip',
      'example.com/tool/@v',
      'example.com/tool/@v/list/more',
      'example.com/tool/@latest/more',
      'sumdb/sums.example/supported',
      '@v/list',
      'tool/@v/list',
      '',
    ]) {
      expect(parse(path), path).toBeNull();
    }
  });

  it('is undone by where the files lie', () => {
    const path = moduleFilePath('github.com/BurntSushi/toml', 'v1.0.0-RC1', 'mod');
    expect(path).toBe('github.com/!burnt!sushi/toml/@v/v1.0.0-!r!c1.mod');
    expect(parse(path)).toEqual({
      kind: 'mod',
      path: 'github.com/BurntSushi/toml',
      version: 'v1.0.0-RC1',
    });
  });
});
