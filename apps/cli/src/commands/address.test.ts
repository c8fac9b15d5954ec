import { describe, expect, it } from 'vitest';
import {
  parseArtifact,
  parseDestination,
  parsePackage,
  parseRepository,
  parseWanted,
} from './address.ts';

const failed = /: say project\/repository/;

describe('addresses as people type them', () => {
  it('takes project/repository and nothing longer or shorter', () => {
    expect(parseRepository('acme/lib')).toEqual({ project: 'acme', repository: 'lib' });
    for (const text of ['acme', 'acme/', '/lib', 'acme/lib/more', '']) {
      expect(() => parseRepository(text)).toThrow(failed);
    }
  });

  it('lets the name of a package have slashes of its own', () => {
    const at = { project: 'acme', repository: 'lib' };
    expect(parsePackage('acme/lib/@acme/tool')).toEqual({ ...at, name: '@acme/tool' });
    expect(() => parsePackage('acme/lib/')).toThrow(failed);
  });

  it('splits the version at the last @, which in a scoped name is not the first', () => {
    const at = { project: 'acme', repository: 'lib' };
    expect(parseArtifact('acme/lib/@acme/tool@1.0.0')).toEqual({
      ...at,
      name: '@acme/tool',
      version: '1.0.0',
    });
    for (const text of ['acme/lib/@acme/tool', 'acme/lib/tool', 'acme/lib/tool@', 'acme/lib/@1']) {
      expect(() => parseArtifact(text)).toThrow(failed);
    }
  });

  it('keeps the slash that makes a destination a folder', () => {
    expect(parseDestination('acme/files')).toMatchObject({ path: '' });
    expect(parseDestination('acme/files/a/b')).toMatchObject({ path: 'a/b' });
    expect(parseDestination('acme/files/a/')).toMatchObject({ path: 'a/' });
  });

  it('takes a name of an upstream with a version or without one', () => {
    expect(parseWanted('left-pad')).toEqual({ name: 'left-pad' });
    expect(parseWanted('@acme/tool')).toEqual({ name: '@acme/tool' });
    expect(parseWanted('@acme/tool@1.0.0')).toEqual({ name: '@acme/tool', version: '1.0.0' });
    expect(parseWanted('app@sha256:ab')).toEqual({ name: 'app', version: 'sha256:ab' });
    expect(() => parseWanted('left-pad@')).toThrow('no version');
  });
});
