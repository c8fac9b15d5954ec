import type { UpstreamDocument, UpstreamSource } from '@bonded/core/repositories';
import { describe, expect, it } from 'vitest';
import { goUpstream } from './upstream.ts';

/** An upstream that has these documents and nothing else. */
function sourceOf(documents: Readonly<Record<string, string>>): UpstreamSource {
  const base = new URL('https://proxy.example/');
  return {
    url: base,
    get: async (address): Promise<UpstreamDocument | null> => {
      const text = documents[address];
      const url = new URL(address, base);
      if (text === undefined) return await Promise.resolve(null);
      return { bytes: Buffer.from(text), contentType: 'text/plain', url };
    },
    header: () => Promise.resolve(null),
  };
}

const at = 'github.com/!burnt!sushi/toml/@v';
const name = 'github.com/BurntSushi/toml';
/** As the public proxy answers. */
const latest =
  '{"Version":"v1.5.0","Time":"2025-03-18T23:36:43Z","Origin":{"VCS":"git","URL":"https://github.com/BurntSushi/toml"}}';

describe('what an upstream says of a module', () => {
  it('is its tagged versions, by the escaped path, and when the newest came', async () => {
    const list = 'v1.4.0\nv0.1.0 2018-08-15T10:47:33Z\n\nv1.5.0\r\nv1.5.0\nv2.0.0\nmain\nv1\n';
    const pseudo = 'v0.0.0-20180815104733-abcdefabcdef\n';
    const found = await goUpstream.read(
      sourceOf({ [`${at}/list`]: list + pseudo, 'github.com/!burnt!sushi/toml/@latest': latest }),
      name,
    );
    expect(found?.versions.map(({ version, publishedAt }) => [version, publishedAt])).toEqual([
      ['v1.4.0', null],
      ['v0.1.0', null],
      ['v1.5.0', new Date('2025-03-18T23:36:43Z')],
    ]);
  });

  it('is its newest commit where it has no tags', async () => {
    const version = 'v0.0.0-20260102030405-abcdefabcdef';
    const found = await goUpstream.read(
      sourceOf({
        'acme.example/untagged/@v/list': '',
        'acme.example/untagged/@latest': JSON.stringify({ Version: version }),
      }),
      'acme.example/untagged',
    );
    expect(found?.versions).toMatchObject([{ version, publishedAt: null }]);
  });

  it('is nothing where there is no list, or no such name', async () => {
    expect(await goUpstream.read(sourceOf({}), name)).toBeNull();
    expect(await goUpstream.read(sourceOf({}), '../etc')).toBeNull();
  });

  it.each([
    ['a page for a list', { [`${at}/list`]: '<html>Down</html>' }],
    [
      'a page for the newest',
      { [`${at}/list`]: 'v1.0.0\n', 'github.com/!burnt!sushi/toml/@latest': '<html>' },
    ],
  ])('is refused where it has %s', async (_, documents) => {
    await expect(goUpstream.read(sourceOf(documents), name)).rejects.toMatchObject({
      code: 'UPSTREAM_DOCUMENT_INVALID',
    });
  });
});

describe('a version of an upstream', () => {
  it('is its zip, whichever of its files is asked for', async () => {
    const source = sourceOf({ [`${at}/v1.5.0.info`]: latest });
    for (const file of ['v1.5.0.zip', 'v1.5.0.mod']) {
      expect(await goUpstream.locate?.(source, `${at}/${file}`)).toEqual({
        name,
        version: 'v1.5.0',
        publishedAt: new Date('2025-03-18T23:36:43Z'),
        file: {
          path: `${at}/v1.5.0.zip`,
          address: `${at}/v1.5.0.zip`,
          digests: {},
          contentType: 'application/zip',
        },
      });
      expect(goUpstream.packageOf(`${at}/${file}`)).toBe(name);
    }
  });

  it('is not there where nothing is told of it, and refused where something else is', async () => {
    expect(await goUpstream.locate?.(sourceOf({}), `${at}/v1.5.0.zip`)).toBeNull();
    expect(await goUpstream.locate?.(sourceOf({}), `${at}/list`)).toBeNull();
    const other = sourceOf({ [`${at}/v1.4.0.info`]: latest });
    await expect(goUpstream.locate?.(other, `${at}/v1.4.0.zip`)).rejects.toMatchObject({
      code: 'UPSTREAM_DOCUMENT_INVALID',
    });
  });
});
