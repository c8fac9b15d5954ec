import { describe, expect, it } from 'vitest';
import { readManifest } from './manifest.ts';
import { mediaTypes } from './media-types.ts';

const digest = (character: string) => `sha256:${character.repeat(64)}`;
const config = {
  mediaType: 'application/vnd.oci.image.config.v1+json',
  digest: digest('a'),
  size: 2,
};
const layer = { mediaType: 'application/vnd.oci.image.layer.v1.tar', digest: digest('b'), size: 9 };
const image = { schemaVersion: 2, mediaType: mediaTypes.image, config, layers: [layer] };
const index = {
  schemaVersion: 2,
  mediaType: mediaTypes.index,
  manifests: [{ mediaType: mediaTypes.image, digest: digest('c'), size: 5 }],
};

function read(document: unknown, contentType: string | null = null) {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  return readManifest(Buffer.from(text), contentType);
}

const hexOf = (manifest: ReturnType<typeof read>) => manifest.blobs.map((blob) => blob.digest.hex);

describe('readManifest', () => {
  it('knows what an image needs, each blob once', () => {
    const manifest = read({ ...image, layers: [layer, layer] }, mediaTypes.image);
    expect(manifest).toMatchObject({
      shape: 'image',
      artifactType: config.mediaType,
      subject: null,
    });
    expect(hexOf(manifest)).toEqual(['a'.repeat(64), 'b'.repeat(64)]);
  });

  it('needs nothing of an index but its own bytes', () => {
    expect(read(index)).toMatchObject({ shape: 'index', artifactType: null, blobs: [] });
  });

  it('leaves layers where they may not be distributed from', () => {
    const foreign = {
      ...layer,
      mediaType: 'application/vnd.oci.image.layer.nondistributable.v1.tar',
      urls: ['https://store.example.com/layer'],
    };
    expect(hexOf(read({ ...image, layers: [foreign] }))).toEqual(['a'.repeat(64)]);
    // Without an address it is a layer like any other.
    expect(hexOf(read({ ...image, layers: [{ ...foreign, urls: [] }] }))).toHaveLength(2);
  });

  it('knows subject, type and annotations of what refers to something', () => {
    const subject = { mediaType: mediaTypes.image, digest: digest('d'), size: 1 };
    const manifest = read({
      ...image,
      artifactType: 'application/x.sbom',
      subject,
      annotations: { by: 'us' },
    });
    expect(manifest.subject?.hex).toBe('d'.repeat(64));
    expect(manifest).toMatchObject({
      artifactType: 'application/x.sbom',
      annotations: { by: 'us' },
    });
  });

  it('takes artifacts that are no images, and fields that nobody knows', () => {
    const other = { mediaType: 'application/vnd.example+json', blobs: [layer], more: { x: 1 } };
    expect(read(other)).toMatchObject({ shape: 'other', mediaType: other.mediaType });
    expect(read({ ...image, mediaType: undefined }, mediaTypes.dockerImage).shape).toBe('image');
  });

  const hostile: Readonly<Record<string, unknown>> = {
    'no JSON': '{',
    'no object': [],
    'no type': { schemaVersion: 2 },
    'another schema version': { ...image, schemaVersion: 1 },
    'an image without a config': { ...image, config: undefined },
    'an image without layers': { ...image, layers: undefined },
    'an image that is an index too (CVE-2021-41190)': { ...image, manifests: [] },
    'an index that is an image too (CVE-2021-41190)': { ...index, layers: [layer] },
    'a key that differs in case alone': { ...image, Layers: [] },
    'a key twice': `{"schemaVersion":2,"mediaType":"${mediaTypes.index}","manifests":[],"manifests":[]}`,
    'a key of the prototype': `{"schemaVersion":2,"mediaType":"${mediaTypes.index}","manifests":[],"__proto__":{}}`,
    'a type with parameters': { ...image, mediaType: `${mediaTypes.image}; x=1` },
    'a type that ends a header': { ...image, mediaType: 'a/b\r\nx: y' },
    'a negative size': { ...image, layers: [{ ...layer, size: -1 }] },
    'a digest that is none': { ...image, layers: [{ ...layer, digest: 'sha256:x' }] },
    'an algorithm that nobody asked for': { ...image, layers: [{ ...layer, digest: 'md5:00' }] },
    'too many layers': { ...image, layers: Array.from({ length: 1_001 }, () => layer) },
    'nesting without end': `${'['.repeat(100)}${']'.repeat(100)}`,
  };
  it.each(Object.keys(hostile))('refuses %s', (name) => {
    const refusal: unknown = expect.objectContaining({ kind: 'invalid' });
    expect(() => read(hostile[name])).toThrow(refusal);
  });

  it('refuses what was sent as something else', () => {
    const refusal: unknown = expect.objectContaining({ code: 'OCI_MANIFEST_INVALID' });
    expect(() => read(image, mediaTypes.index)).toThrow(refusal);
    const old = 'application/vnd.docker.distribution.manifest.v1+prettyjws';
    expect(() => read({ schemaVersion: 1 }, old)).toThrow(refusal);
  });
});
