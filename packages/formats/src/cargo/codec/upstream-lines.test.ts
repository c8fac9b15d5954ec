import type { UpstreamDocument } from '@bonded/core/repositories';
import { describe, expect, it } from 'vitest';
import { readMetadata } from '../stored-metadata.ts';
import { readUpstreamLines } from './upstream-lines.ts';

const dl = 'https://static.crates.example/crates';
const cksum = 'a'.repeat(64);

/** As the public index tells of a version. */
const line = {
  name: 'Inflector',
  vers: '0.11.4',
  deps: [
    {
      name: 'regex_alias',
      req: '^1.1',
      features: [],
      optional: true,
      default_features: true,
      target: null,
      kind: 'normal',
      package: 'regex',
    },
    {
      name: 'rand',
      req: '>=0.3, <0.5',
      features: ['std'],
      optional: false,
      default_features: false,
      target: 'cfg(unix)',
      kind: null,
      registry: 'https://other.example/index',
    },
  ],
  cksum,
  features: { default: ['heavyweight'], heavyweight: ['regex_alias'] },
  features2: { heavyweight: ['dep:rand'], late: ['rand?/std'] },
  yanked: false,
  links: null,
  v: 2,
  rust_version: '1.56',
  pubtime: '2019-03-02T18:10:15Z',
};

function documentOf(...lines: readonly unknown[]): UpstreamDocument {
  const text = lines.map((each) => (typeof each === 'string' ? each : JSON.stringify(each)));
  const url = new URL('https://index.crates.example/in/fl/inflector');
  return { bytes: Buffer.from(`${text.join('\n')}\n`), contentType: 'text/plain', url };
}

const read = (...lines: readonly unknown[]) =>
  readUpstreamLines(documentOf(...lines), { name: 'inflector', dl });

describe('a crate as its upstream tells it', () => {
  it('has its spelling, its archive, its checksum and its date', () => {
    const { name, versions } = read(line);
    expect(name).toBe('Inflector');
    expect(versions).toMatchObject([
      {
        version: '0.11.4',
        publishedAt: new Date('2019-03-02T18:10:15Z'),
        files: [
          {
            path: 'Inflector/Inflector-0.11.4.crate',
            address: `${dl}/Inflector/0.11.4/download`,
            digests: { sha256: cksum },
          },
        ],
      },
    ]);
    expect(versions[0]).not.toHaveProperty('yankedReason');
  });

  it('is read back by the same reader as what came from an archive', () => {
    expect(readMetadata(read(line).versions[0]?.metadata)).toEqual({
      name: 'Inflector',
      version: '0.11.4',
      dependencies: [
        {
          name: 'regex_alias',
          req: '^1.1',
          features: [],
          optional: true,
          default_features: true,
          target: null,
          kind: 'normal',
          registry: null,
          package: 'regex',
        },
        {
          name: 'rand',
          req: '>=0.3, <0.5',
          features: ['std'],
          optional: false,
          default_features: false,
          target: 'cfg(unix)',
          kind: 'normal',
          registry: 'https://other.example/index',
        },
      ],
      features: {
        default: ['heavyweight'],
        heavyweight: ['regex_alias', 'dep:rand'],
        late: ['rand?/std'],
      },
      links: null,
      rustVersion: '1.56',
      description: '',
      licence: null,
    });
  });

  it('has lines of the first years, without what came later', () => {
    const old = { name: 'Inflector', vers: '0.1.0', deps: [], cksum, features: {}, yanked: true };
    const [version] = read(old).versions;
    expect(version).toMatchObject({ version: '0.1.0', publishedAt: null, yankedReason: '' });
  });

  it('goes without build metadata, save in the address', () => {
    const [version] = read({ ...line, vers: '1.0.0+linux' }, { ...line, vers: '1.0.0' }).versions;
    expect(version).toMatchObject({ version: '1.0.0' });
    expect(version?.files[0]?.address).toBe(`${dl}/Inflector/1.0.0+linux/download`);
  });

  it.each([
    ['no JSON', '{"name":'],
    ['a later format', { ...line, v: 3 }],
    ['another crate', { ...line, name: 'inflector' }],
    ['no version', { ...line, vers: '1' }],
    ['no checksum', { ...line, cksum: 'abc' }],
    ['a kind of dependency that is none', { ...line, deps: [{ ...line.deps[0], kind: 'odd' }] }],
  ])('leaves out a line of %s, and keeps the rest', (_, odd) => {
    const { versions } = read({ ...line, vers: '1.0.0' }, odd, { ...line, vers: '1.1.0' });
    expect(versions.map(({ version }) => version)).toEqual(['1.0.0', '1.1.0']);
  });

  it.each([
    ['a page', '<html><body>Down for maintenance</body></html>'],
    ['another crate', { ...line, name: 'serde' }],
    ['nothing', ''],
  ])('is refused where the document is %s', (_, text) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({ code: 'UPSTREAM_DOCUMENT_INVALID' }),
    );
  });
});
