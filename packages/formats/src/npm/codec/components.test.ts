import { fastestMs } from '@bonded/testing';
import { describe, expect, it } from 'vitest';
import { componentsOf } from './components.ts';
import type { JsonObject } from './json-object.ts';

const derived = (manifest: JsonObject) => ({
  name: '@scope/lib',
  version: '1.0.0',
  description: '',
  licence: 'MIT',
  manifest,
});

const dependency = (name: string, version: string, purl: string) => ({
  purl,
  ecosystem: 'npm',
  name,
  version,
  versionIsExact: purl.includes('@', 'pkg:npm/'.length),
  relation: 'dependency',
});

describe('componentsOf', () => {
  it('names the package itself first, exactly', () => {
    expect(componentsOf(derived({}), [])).toEqual([
      {
        purl: 'pkg:npm/%40scope/lib@1.0.0',
        ecosystem: 'npm',
        name: '@scope/lib',
        version: '1.0.0',
        versionIsExact: true,
        relation: 'self',
        licence: 'MIT',
      },
    ]);
  });

  it('states ranges as ranges and exact versions as exact', () => {
    const manifest = {
      dependencies: {
        a: '^1.0.0',
        b: '2.0.0',
        c: '>=1 <3 || 4.x',
        d: '',
        e: 'latest',
        f: '=1.2.3',
      },
    };
    expect(componentsOf(derived(manifest), []).slice(1)).toEqual([
      dependency('a', '^1.0.0', 'pkg:npm/a'),
      dependency('b', '2.0.0', 'pkg:npm/b@2.0.0'),
      dependency('c', '>=1 <3 || 4.x', 'pkg:npm/c'),
      dependency('d', '*', 'pkg:npm/d'),
      dependency('e', '*', 'pkg:npm/e'),
      dependency('f', '1.2.3', 'pkg:npm/f@1.2.3'),
    ]);
  });

  it('looks behind an alias', () => {
    const manifest = {
      dependencies: { x: 'npm:real@^2.0.0', y: 'npm:@s/real@1.0.0', z: 'npm:any' },
    };
    expect(componentsOf(derived(manifest), []).slice(1)).toEqual([
      dependency('real', '^2.0.0', 'pkg:npm/real'),
      dependency('@s/real', '1.0.0', 'pkg:npm/%40s/real@1.0.0'),
      dependency('any', '*', 'pkg:npm/any'),
    ]);
  });

  it('leaves out what does not come from a registry: no advisory names it', () => {
    const dependencies = {
      a: 'git+ssh://git@example.org/a.git',
      b: 'https://example.org/b.tgz',
      c: 'file:../c',
      d: 'user/repo#v1',
      e: 'workspace:*',
      f: 'link:./f',
      g: 'npm:npm:nested',
    };
    expect(componentsOf(derived({ dependencies }), [])).toHaveLength(1);
  });

  it('counts optional dependencies and peers that npm installs, not those it does not', () => {
    const manifest = {
      optionalDependencies: { a: '1.0.0' },
      peerDependencies: { b: '2.0.0', c: '3.0.0' },
      peerDependenciesMeta: { c: { optional: true } },
      devDependencies: { d: '4.0.0' },
    };
    const names = componentsOf(derived(manifest), []).map(({ name }) => name);
    expect(names).toEqual(['@scope/lib', 'a', 'b']);
  });

  it('names what comes inside by every name it goes by, and keeps the closest relation', () => {
    const bundled = [
      { path: 'node_modules/x', names: ['x', 'real'], version: '1.2.3', licence: 'ISC' },
      { path: 'node_modules/y', names: ['y'], version: null, licence: null },
    ];
    const components = componentsOf(derived({ dependencies: { real: '1.2.3' } }), bundled);
    expect(components.map(({ name, relation }) => [name, relation])).toEqual([
      ['@scope/lib', 'self'],
      ['x', 'bundled'],
      ['real', 'bundled'],
    ]);
    expect(components[1]?.licence).toBe('ISC');
  });

  it('D5.13 judges hostile ranges of 2 KB in less than 20 ms each', () => {
    for (const unit of ['1.', '^', ' ', '||', '<1 ', 'npm:', '@', 'a', '1.0.0-', '-', '*']) {
      const range = unit.repeat(2048 / unit.length);
      const judge = () => componentsOf(derived({ dependencies: { a: range } }), []);
      expect(fastestMs(judge), unit).toBeLessThan(20);
    }
  });
});
