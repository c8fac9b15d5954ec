import { expect, it } from 'vitest';
import { newestVersion } from './newest-version.ts';

it.each([
  ['npm', ['1.9.0', '1.10.0', '2.0.0-rc.1'], '1.10.0'],
  ['npm', ['2.0.0-rc.1', '2.0.0-rc.2'], '2.0.0-rc.2'],
  ['crates.io', ['0.1.0+build.1', '0.0.9'], '0.1.0+build.1'],
  ['NuGet', ['1.0.0', '1.0.0.1', '1.1.0-beta'], '1.0.0.1'],
  ['PyPI', ['1.0', '1.0.post1', '1.1rc1', '1.1.dev3', '1.1a2'], '1.0.post1'],
  ['Maven', ['31.0', '31.1-jre', '32.0-rc1', '32.0-SNAPSHOT', '31.1.Final'], '31.1-jre'],
  ['Packagist', ['1.0.0', '2.0.0-beta1', '2.0.0-RC1', '1.2.0'], '1.2.0'],
  ['Go', ['v1.9.0', 'v1.10.0', 'v1.11.0-pre'], 'v1.10.0'],
] as const)('the newest finished version of %s among %j is %s', (order, versions, newest) => {
  expect(newestVersion(order, versions)).toBe(newest);
  expect(newestVersion(order, versions.toReversed())).toBe(newest);
});

it('there is none among none, and none where nobody orders them', () => {
  expect(newestVersion('npm', [])).toBeNull();
  expect(newestVersion(undefined, ['1.0.0'])).toBeNull();
});
