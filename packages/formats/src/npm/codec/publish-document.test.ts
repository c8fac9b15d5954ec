import { describe, expect, it } from 'vitest';
import type { JsonObject } from './json-object.ts';
import { readPublishDocument, requireDist, sri } from './publish-document.ts';

const document: JsonObject = {
  _id: 'lib',
  name: 'lib',
  'dist-tags': { latest: '1.0.0' },
  versions: { '1.0.0': { name: 'lib', version: '1.0.0' } },
};

describe('readPublishDocument', () => {
  it('reads the one version and the tags that are to lead to it', () => {
    expect(readPublishDocument(document, 'lib')).toEqual({
      name: 'lib',
      version: '1.0.0',
      tags: ['latest'],
      claimed: { name: 'lib', version: '1.0.0' },
    });
    expect(readPublishDocument({ ...document, 'dist-tags': {} }, 'lib').tags).toEqual([]);
  });

  const broken: Record<string, JsonObject> = {
    'another name': { name: 'other' },
    'no name': { name: undefined },
    'no versions': { versions: undefined },
    'versions that are a list': { versions: [{ version: '1.0.0' }] },
    'two versions': {
      versions: { '1.0.0': { version: '1.0.0' }, '1.0.1': { version: '1.0.1' } },
    },
    'a version that is no object': { versions: { '1.0.0': 'x' } },
    'a version under another': { versions: { '1.0.0': { version: '1.0.1' } } },
    'a version that is not semantic': { versions: { '1.0': { version: '1.0' } } },
    'a version that needs cleaning': { versions: { 'v1.0.0': { version: 'v1.0.0' } } },
    'a version with build metadata': { versions: { '1.0.0+a': { version: '1.0.0+a' } } },
    'a tag for another version': { 'dist-tags': { latest: '0.9.0' } },
  };
  for (const [name, change] of Object.entries(broken)) {
    it(`refuses ${name}`, () => {
      const read = () => readPublishDocument({ ...document, ...change }, 'lib');
      expect(read).toThrow(expect.objectContaining({ kind: 'invalid' }) as Error);
    });
  }

  it('refuses a name that no new package may have', () => {
    const read = () => readPublishDocument({ ...document, name: 'Lib' }, 'Lib');
    expect(read).toThrow(expect.objectContaining({ code: 'NPM_NAME_INVALID' }) as Error);
  });
});

describe('requireDist', () => {
  const digests = { sha1: 'ab'.repeat(20), sha512: 'cd'.repeat(64) };
  const good = sri('sha512', digests.sha512);
  const judge = (dist: unknown) => () => requireDist({ dist }, digests);

  it('accepts what fits the bytes, and a client that says nothing', () => {
    for (const dist of [
      undefined,
      {},
      { shasum: digests.sha1, integrity: good },
      { shasum: digests.sha1.toUpperCase() },
      { integrity: `sha1-x ${good}` },
      { integrity: sri('sha1', digests.sha1) },
    ]) {
      expect(judge(dist)).not.toThrow();
    }
  });

  it('refuses a document that describes other bytes', () => {
    for (const dist of [
      { shasum: 'ef'.repeat(20) },
      { integrity: sri('sha512', 'ef'.repeat(64)) },
      { integrity: `${sri('sha1', digests.sha1)} ${sri('sha512', 'ef'.repeat(64))}` },
      { integrity: sri('sha1', 'ef'.repeat(20)) },
    ]) {
      expect(judge(dist)).toThrow(
        expect.objectContaining({ code: 'NPM_MANIFEST_MISMATCH' }) as Error,
      );
    }
  });
});
