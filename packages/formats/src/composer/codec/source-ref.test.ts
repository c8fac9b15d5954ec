import { describe, expect, it } from 'vitest';
import { readMetadata } from '../stored-metadata.ts';
import { branchVersion } from './branch-version.ts';
import { readSourceRef } from './source-ref.ts';

const commit = '0123456789abcdef0123456789abcdef01234567';
const read = (kind: 'TAG' | 'BRANCH', name: string, manifest: object | string = {}) =>
  readSourceRef({
    ...{ package: 'acme/tool', kind, name, commit, isDefault: name === 'main' },
    manifest: Buffer.from(
      typeof manifest === 'string' ? manifest : JSON.stringify({ name: 'Acme/Tool', ...manifest }),
    ),
  });

describe('a tag', () => {
  it.each([
    ['v1.2.3', '1.2.3'],
    ['1.2', '1.2.0'],
    ['v2.0.0-beta1', '2.0.0-beta1'],
    ['release-3.1.0', '3.1.0'],
    ['2026.11.01', '2026.11.01'],
  ])('%s is the version %s', (tag, version) => {
    expect(read('TAG', tag).version).toBe(version);
  });

  it('keeps its commit as the reference that lock files name, and no digest yet', () => {
    const { metadata, licence, description } = read('TAG', 'v1.0.0', {
      license: 'MIT',
      description: 'A tool.',
    });
    expect(readMetadata(metadata)).toMatchObject({
      ...{ normal: '1.0.0.0', sha1: '', reference: commit },
      manifest: { name: 'acme/tool', version: '1.0.0', description: 'A tool.' },
    });
    expect([licence, description]).toEqual(['MIT', 'A tool.']);
  });

  it.each([
    ['no version', 'nightly', {}, 'COMPOSER_VERSION_INVALID'],
    ['a branch', 'dev-main', {}, 'COMPOSER_VERSION_INVALID'],
    ['another version inside', 'v1.0.0', { version: '1.0.1' }, 'COMPOSER_PACKAGE_MISMATCH'],
    ['another package', 'v1.0.0', { name: 'evil/tool' }, 'COMPOSER_PACKAGE_MISMATCH'],
    ['no object', 'v1.0.0', '[]', 'COMPOSER_PACKAGE_INVALID'],
    ['no JSON', 'v1.0.0', '{', 'JSON_INVALID'],
  ])('is skipped where it is %s', (_, tag, manifest, code) => {
    expect(() => read('TAG', tag, manifest)).toThrow(expect.objectContaining({ code }));
  });
});

describe('a branch', () => {
  it('is one state of itself, whatever version its composer.json says', () => {
    const { version, metadata } = read('BRANCH', 'main', { version: '1.0.0' });
    expect(version).toBe(`dev-main#${commit}`);
    expect(readMetadata(metadata)).toMatchObject({ normal: 'dev-main', isDefaultBranch: true });
  });

  it.each([
    ['feature/a', 'dev-feature/a'],
    ['1.x', '1.x-dev'],
    ['1.2', '1.2.x-dev'],
    ['v2.x', 'v2.x-dev'],
    ['2.0.*', '2.0.x-dev'],
    ['1.2.3.4', '1.2.3.4-dev'],
    ['1.2.3.4.5', 'dev-1.2.3.4.5'],
    ['fix#12', 'dev-fix+12'],
  ])('%s is %s, as Composer says it', (branch, version) => {
    expect(branchVersion(branch)).toBe(version);
  });

  it('is skipped where its name is none that an address can have', () => {
    expect(() => read('BRANCH', 'a b')).toThrow(
      expect.objectContaining({ code: 'COMPOSER_VERSION_INVALID' }),
    );
  });
});
