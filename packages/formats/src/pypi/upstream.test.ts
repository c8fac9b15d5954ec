import type { UpstreamSource } from '@bonded/core/repositories';
import { describe, expect, it } from 'vitest';
import { pypiUpstream } from './upstream.ts';

const wheelPath = 'packages/acme-tool/1.0/acme_tool-1.0-py3-none-any.whl';
const page = `<a href="acme_tool-1.0-py3-none-any.whl#sha256=${'a'.repeat(64)}">x</a>`;

function sourceOf(asked: string[]): UpstreamSource {
  const url = new URL('https://pypi.example/simple/');
  return {
    url,
    get: (address) => {
      asked.push(address);
      const at = new URL(address, url);
      return Promise.resolve({ bytes: Buffer.from(page), contentType: 'text/html', url: at });
    },
    header: () => Promise.resolve(null),
  };
}

describe('the upstream of PyPI', () => {
  it('asks for the normalised name alone, and for no other', async () => {
    const asked: string[] = [];
    const found = await pypiUpstream.read(sourceOf(asked), 'acme-tool');
    expect(found?.versions.map(({ version }) => version)).toEqual(['1.0']);
    for (const name of ['Acme_Tool', '../x', '', 'a/b']) {
      expect(await pypiUpstream.read(sourceOf(asked), name)).toBeNull();
    }
    expect(asked).toEqual(['acme-tool/']);
  });

  it('gives the wheel for the metadata and the provenance beside it', async () => {
    for (const suffix of ['metadata', 'provenance']) {
      const located = await pypiUpstream.locate?.(sourceOf([]), `${wheelPath}.${suffix}`);
      const file = { path: wheelPath };
      expect(located).toMatchObject({ name: 'acme-tool', version: '1.0', file });
    }
    expect(await pypiUpstream.locate?.(sourceOf([]), `${wheelPath}.asc`)).toBeNull();
    expect(
      await pypiUpstream.locate?.(sourceOf([]), `${wheelPath.replace('1.0-', '2.0-')}.metadata`),
    ).toBeNull();
  });

  it('knows the project of a path, where it can have one', () => {
    expect(pypiUpstream.packageOf(wheelPath)).toBe('acme-tool');
    for (const path of ['simple/acme-tool', 'packages/Acme/1/a.whl', 'packages/a/1/b/c', '']) {
      expect(pypiUpstream.packageOf(path)).toBeNull();
    }
  });
});
