import { describe, expect, it } from 'vitest';
import { componentsOf } from './components.ts';
import { readManifest } from './manifest.ts';
import { isPackageName, requirePackageName } from './names.ts';
import { renderP2 } from './p2.ts';
import { isDevelopment, readVersion } from './versions.ts';

const manifestOf = (content: object | string) =>
  readManifest(Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)));
const plain = { name: 'acme/tool' };

describe('names of Composer packages', () => {
  it.each(['acme/tool', 'a/b', 'acme-co/my.tool_2', 'x1/a--b'])('takes %s', (name) => {
    expect(() => requirePackageName(name)).not.toThrow();
  });

  it.each([
    'tool',
    'Acme/tool',
    'acme/',
    '/tool',
    'a/b/c',
    'acme/-x',
    'acme/x-',
    '../x',
    'ä/b',
    'php',
  ])('refuses %j', (name) => {
    expect(isPackageName(name)).toBe(false);
  });
});

describe('versions of Composer packages', () => {
  it.each([
    ['1.0.0', '1.0.0', '1.0.0.0'],
    ['v1.0', '1.0.0', '1.0.0.0'],
    ['1', '1.0.0', '1.0.0.0'],
    ['1.2.3.4', '1.2.3.4', '1.2.3.4'],
    ['1.0.0-BETA.2', '1.0.0-beta2', '1.0.0.0-beta2'],
    ['1.0-rc1', '1.0.0-RC1', '1.0.0.0-RC1'],
    ['dev-main', 'dev-main', 'dev-main'],
    ['1.x-dev', '1.x-dev', '1.9999999.9999999.9999999-dev'],
  ])('%s is %s, compared as %s', (text, pretty, normal) => {
    expect(readVersion(text)).toMatchObject({ pretty, normal });
  });

  it.each(['', 'latest', 'dev-', 'dev-a/b', '1.0.0 || 2', '../1.0', `dev-${'x'.repeat(200)}`])(
    'refuses %j',
    (text) => {
      expect(() => readVersion(text)).toThrow(
        expect.objectContaining({ code: 'COMPOSER_VERSION_INVALID' }),
      );
    },
  );

  it('counts branches as development, and releases not', () => {
    expect(isDevelopment(readVersion('dev-main'))).toBe(true);
    expect(isDevelopment(readVersion('1.x-dev'))).toBe(true);
    expect(isDevelopment(readVersion('1.0.0-beta1'))).toBe(false);
  });
});

describe('composer.json', () => {
  it('keeps what clients act on and drops the rest', () => {
    const manifest = manifestOf({
      ...plain,
      name: 'Acme/Tool',
      require: { php: '>=8.1', 'acme/base': '^1.0', 'ext-json': '*' },
      autoload: { 'psr-4': { 'Acme\\': 'src/' } },
      scripts: { 'post-install-cmd': 'evil' },
      license: ['MIT', 'Apache-2.0'],
    });
    expect(manifest).not.toHaveProperty('scripts');
    expect(manifest.name).toBe('acme/tool');
    expect(componentsOf(manifest, '1.0.0')).toEqual([
      expect.objectContaining({
        purl: 'pkg:composer/acme/tool@1.0.0',
        licence: 'MIT OR Apache-2.0',
      }),
      expect.objectContaining({ name: 'acme/base', version: '^1.0', relation: 'dependency' }),
    ]);
  });

  it.each([
    ['no JSON', '{'],
    ['no object', '[]'],
    ['no name', {}],
    ['a name without a vendor', { name: 'tool' }],
    ['links that are no map', { ...plain, require: 'acme/base' }],
    ['a link that is no text', { ...plain, require: { 'acme/base': 1 } }],
    ['a key twice', '{"name":"acme/tool","name":"acme/other"}'],
    ['a key that reaches a prototype', '{"name":"acme/tool","require":{"__proto__":"1"}}'],
  ])('is refused with %s', (_, content) => {
    expect(() => manifestOf(content)).toThrow(expect.objectContaining({ kind: 'invalid' }));
  });
});

describe('renderP2', () => {
  const version = (text: string, more: object = {}) => ({
    manifest: manifestOf(plain),
    version: readVersion(text),
    key: readVersion(text).pretty,
    sha1: 'ab',
    reference: null,
    isDefaultBranch: false,
    publishedAt: new Date('2026-01-02T03:04:05Z'),
    deprecation: null,
    receipt: null,
    isYanked: false,
    ...more,
  });
  const render = (...all: ReturnType<typeof version>[]) => {
    const { tagged, development } = renderP2('acme/tool', all, 'https://b.test/composer/p/r');
    return {
      tagged: JSON.parse(tagged) as unknown,
      development: JSON.parse(development) as unknown,
    };
  };

  it('lists releases and branches apart, newest first', () => {
    const { tagged, development } = render(version('1.0'), version('1.1'), version('dev-main'));
    expect(tagged).toMatchObject({
      packages: {
        'acme/tool': [
          {
            version: '1.1.0',
            version_normalized: '1.1.0.0',
            dist: {
              type: 'zip',
              url: 'https://b.test/composer/p/r/packages/acme/tool/1.1.0.zip',
              shasum: 'ab',
            },
          },
          { version: '1.0.0' },
        ],
      },
    });
    expect(development).toMatchObject({ packages: { 'acme/tool': [{ version: 'dev-main' }] } });
  });

  it('leaves out what is held or yanked, and says why it is held', () => {
    const held = version('1.0', { receipt: 'acme/tool@1.0.0 is held by Bonded (BD-1).' });
    const { tagged } = render(held, version('1.1', { isYanked: true }), version('1.2'));
    expect(tagged).toMatchObject({
      packages: { 'acme/tool': [{ version: '1.2.0' }] },
      warnings: [{ message: 'acme/tool@1.0.0 is held by Bonded (BD-1).' }],
    });
  });
});
