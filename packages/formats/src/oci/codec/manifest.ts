import { type NamedDigest, readNamedDigest } from '@bonded/core/deposits';
import { parseJson } from '@bonded/http';
import { z } from 'zod';
import { requireDigest } from './digest.ts';
import { ociManifestInvalid } from './errors.ts';
import { isMediaType, type ManifestShape, shapeOf } from './media-types.ts';

/** The specification asks for 4 MiB at least. */
export const manifestBytesMax = 8 * 1024 * 1024;
/** Images have at most 127 layers; artifacts of many files have some hundreds. */
const descriptorsMax = 1_000;
const jsonLimits = { depthMax: 64, membersMax: 100_000, uniqueKeys: true };

const mediaTypeText = z.string().max(255).refine(isMediaType, 'A media type is "type/subtype".');
const annotations = z.record(z.string(), z.string());
const descriptor = z.object({
  mediaType: mediaTypeText.default('application/octet-stream'),
  digest: z.string().max(256),
  size: z.number().int().min(0),
  urls: z.array(z.string()).optional(),
});
const descriptors = z.array(descriptor).max(descriptorsMax);
const document = z.object({
  schemaVersion: z.number().optional(),
  mediaType: mediaTypeText.optional(),
  artifactType: z.union([mediaTypeText, z.literal('')]).optional(),
  config: descriptor.optional(),
  layers: descriptors.nullish(),
  blobs: descriptors.nullish(),
  manifests: descriptors.nullish(),
  subject: descriptor.nullish(),
  annotations: annotations.nullish(),
});

type Document = z.output<typeof document>;

/** A blob that a manifest names and its registry has to have. */
export interface NeededBlob {
  readonly digest: NamedDigest;
  readonly mediaType: string;
  readonly sizeBytes: number;
}

export interface Manifest {
  readonly mediaType: string;
  readonly shape: ManifestShape;
  /** What it says that it is, or what its config says (image specification, "artifactType"). */
  readonly artifactType: string | null;
  readonly blobs: readonly NeededBlob[];
  /** The manifests that an index is of. */
  readonly manifests: readonly NamedDigest[];
  readonly subject: NamedDigest | null;
  readonly annotations: Readonly<Record<string, string>>;
}

/**
 * Reads a manifest as far as a registry has to understand it. Whatever it says besides is kept as
 * it is, in its bytes. Errors: OCI_MANIFEST_INVALID, OCI_DIGEST_INVALID, JSON_INVALID.
 */
export function readManifest(bytes: Buffer, contentType: string | null): Manifest {
  const json = parseJson(bytes, jsonLimits);
  refuseTwins(json);
  const parsed = document.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw ociManifestInvalid(`The manifest is not valid at ${issue?.path.join('.')}.`);
  }
  const mediaType = requireMediaType(parsed.data, contentType);
  const shape = shapeOf(mediaType);
  requireShape(parsed.data, shape);
  return describe(parsed.data, { mediaType, shape });
}

const known = new Map(Object.keys(document.shape).map((key) => [key.toLowerCase(), key]));

/** Readers in Go take `Layers` for `layers`: what they see must be what we see. */
function refuseTwins(json: unknown): void {
  if (typeof json !== 'object' || json === null) return;
  for (const key of Object.keys(json)) {
    const plain = known.get(key.toLowerCase());
    if (plain !== undefined && plain !== key) {
      throw ociManifestInvalid(`The manifest says "${key}" where it should say "${plain}".`);
    }
  }
}

function requireMediaType({ mediaType }: Document, contentType: string | null): string {
  const type = contentType ?? mediaType;
  if (type === undefined || !isMediaType(type)) {
    throw ociManifestInvalid('Neither Content-Type nor the manifest says what it is.');
  }
  if (mediaType !== undefined && mediaType !== type) {
    throw ociManifestInvalid(`The manifest is ${mediaType}, and was sent as ${type}.`);
  }
  if (/\.manifest\.v1\+/.test(type) && type.includes('docker')) {
    throw ociManifestInvalid('Manifests of Docker schema 1 are not taken any more.');
  }
  return type;
}

/** A document that could be read as an image and as an index is neither (CVE-2021-41190). */
function requireShape(said: Document, shape: ManifestShape): void {
  if (shape === 'other') return;
  if (said.schemaVersion !== 2) throw ociManifestInvalid('The schemaVersion has to be 2.');
  const isImage = said.config !== undefined && said.layers != null;
  const isIndex = said.manifests != null;
  const hasLayers = said.config !== undefined || said.layers != null;
  if (shape === 'image' ? !isImage || isIndex : !isIndex || hasLayers) {
    const parts = shape === 'image' ? 'a config and layers' : 'manifests';
    throw ociManifestInvalid(`A manifest of this type has ${parts}, and nothing else to pull.`);
  }
}

const foreign = /nondistributable|foreign/;

function describe(said: Document, as: Pick<Manifest, 'mediaType' | 'shape'>): Manifest {
  const config = said.config === undefined ? [] : [said.config];
  const named = [...config, ...(said.layers ?? []), ...(said.blobs ?? [])]
    // Layers that may not be distributed lie elsewhere, at their own addresses.
    .filter(({ mediaType, urls }) => !(foreign.test(mediaType) && (urls ?? []).length > 0))
    .map(({ digest, mediaType, size }) => ({
      digest: requireDigest(digest),
      mediaType,
      sizeBytes: size,
    }));
  const own = said.artifactType === '' ? undefined : said.artifactType;
  return {
    ...as,
    artifactType: own ?? (as.shape === 'image' ? (said.config?.mediaType ?? null) : null),
    // One layer may be there twice: it is one file.
    blobs: [...new Map(named.map((blob) => [blob.digest.hex, blob])).values()],
    manifests: (said.manifests ?? []).flatMap(({ digest }) => readNamedDigest(digest) ?? []),
    subject: said.subject == null ? null : requireDigest(said.subject.digest),
    annotations: said.annotations ?? {},
  };
}
