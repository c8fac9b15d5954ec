export const mediaTypes = {
  image: 'application/vnd.oci.image.manifest.v1+json',
  index: 'application/vnd.oci.image.index.v1+json',
  dockerImage: 'application/vnd.docker.distribution.manifest.v2+json',
  dockerList: 'application/vnd.docker.distribution.manifest.list.v2+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar',
  gzippedLayer: 'application/vnd.oci.image.layer.v1.tar+gzip',
} as const;

/** What a manifest is made of: layers, or further manifests; others may be of anything. */
export type ManifestShape = 'image' | 'index' | 'other';

const shapes: Readonly<Record<string, ManifestShape | undefined>> = {
  [mediaTypes.image]: 'image',
  [mediaTypes.dockerImage]: 'image',
  [mediaTypes.index]: 'index',
  [mediaTypes.dockerList]: 'index',
};

export function shapeOf(mediaType: string): ManifestShape {
  return shapes[mediaType] ?? 'other';
}

/** RFC 6838 §4.2 names; parameters are never a part of what a manifest is. */
const mediaType = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/i;

export function isMediaType(text: string): boolean {
  return mediaType.test(text);
}

/** The type of a `Content-Type` header, without its parameters. */
export function bareMediaType(header: string | undefined): string | null {
  const [type = ''] = (header ?? '').split(';', 1);
  return type.trim() === '' ? null : type.trim();
}

/** What an upstream may answer with: all that we take, before anything else. */
export const manifestTypes = [
  mediaTypes.index,
  mediaTypes.image,
  mediaTypes.dockerList,
  mediaTypes.dockerImage,
  '*/*;q=0.1',
].join(', ');

/** As what a manifest was sent; null where the sender does not know and it has to say so itself. */
export function sentManifestType(header: string | null): string | null {
  const type = bareMediaType(header ?? undefined);
  return type !== null && /\+json$|\.manifest\.|\.index\./.test(type) ? type : null;
}
