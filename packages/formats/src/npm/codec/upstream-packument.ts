import type {
  UpstreamDigests,
  UpstreamDocument,
  UpstreamPackage,
  UpstreamVersion,
} from '@bonded/core/repositories';
import { upstreamDocumentInvalid } from '@bonded/core/supply';
import { indexJsonLimits, parseJson } from '@bonded/http';
import semver from 'semver';
import { writeMetadata } from '../stored-metadata.ts';
import { isObject, type JsonObject, own, textEntries } from './json-object.ts';
import { licenceOf } from './licence.ts';
import { tarballPath } from './names.ts';
import { normaliseManifest } from './normalise-manifest.ts';

/** The largest packages of the public registry have some thousands of versions. */
const versionsMax = 20_000;
const predicateCharsMax = 256;

/**
 * What a registry's document says of a package. A version that lacks what an install needs is left
 * out, as if it were not there. Errors: UPSTREAM_DOCUMENT_INVALID.
 */
export function readUpstreamPackument({ bytes }: UpstreamDocument, name: string): UpstreamPackage {
  const document = parseDocument(bytes);
  if (document['name'] !== name || !isObject(document['versions'])) {
    throw upstreamDocumentInvalid(`Upstream's document is not that of ${name}.`);
  }
  const times = isObject(document['time']) ? document['time'] : {};
  const versions = Object.entries(document['versions'])
    .slice(0, versionsMax)
    .flatMap(([version, manifest]) => {
      const read = isObject(manifest) ? readVersion({ name, version, manifest, times }) : null;
      return read === null ? [] : [read];
    });
  const known = new Set(versions.map(({ version }) => version));
  const tags = isObject(document['dist-tags']) ? textEntries(document['dist-tags']) : [];
  return { name, versions, tags: new Map(tags.filter(([, version]) => known.has(version))) };
}

function parseDocument(bytes: Buffer): JsonObject {
  try {
    const value = parseJson(bytes, indexJsonLimits);
    if (isObject(value)) return value;
  } catch (cause) {
    throw upstreamDocumentInvalid("Upstream's document is no JSON.", { cause });
  }
  throw upstreamDocumentInvalid("Upstream's document is no object.");
}

interface ToldManifest {
  readonly name: string;
  readonly version: string;
  readonly manifest: JsonObject;
  readonly times: JsonObject;
}

function readVersion({ name, version, manifest, times }: ToldManifest): UpstreamVersion | null {
  const { dist } = manifest;
  if (!isObject(dist) || typeof dist['tarball'] !== 'string') return null;
  const integrity = integrityOf(dist);
  const isOurs = manifest['name'] === name && manifest['version'] === version;
  if (!isOurs || semver.valid(version) !== version || integrity === null) return null;
  const digests = digestsOf(dist, integrity);
  const { deprecated } = manifest;
  const attested = readAttestations(dist);
  const traits = {
    paths: new Set<string>(),
    hasBindingGyp: manifest['gypfile'] === true,
    hasShrinkwrap: manifest['_hasShrinkwrap'] === true,
  };
  return {
    version,
    metadata: writeMetadata({
      manifest: { ...normaliseManifest(manifest, traits), name, version },
      dist: {
        shasum: digests.sha1 ?? '',
        integrity,
        ...(attested !== null && { attestation: attested.attestation }),
        fileCount: countOf(dist['fileCount']),
        unpackedSizeBytes: countOf(dist['unpackedSize']),
      },
      readme: null,
    }),
    publishedAt: dateOf(own(times, version)),
    licence: licenceOf(manifest),
    deprecation: typeof deprecated === 'string' && deprecated !== '' ? deprecated : null,
    files: [
      {
        path: tarballPath(name, version),
        address: dist['tarball'],
        digests,
        ...(attested !== null && { statement: { address: attested.address } }),
      },
    ],
  };
}

/** Which statements there are about a tarball, and where. */
function readAttestations({ attestations }: JsonObject) {
  if (!isObject(attestations) || !isObject(attestations['provenance'])) return null;
  const { url } = attestations;
  const { predicateType } = attestations['provenance'];
  const isType = typeof predicateType === 'string' && predicateType.length <= predicateCharsMax;
  if (!isType || typeof url !== 'string' || !URL.canParse(url)) return null;
  // As npm does: at this registry, whichever it names. Those that mirror others keep their words.
  const address = new URL(url).pathname.replace(/^\/+/, '/');
  return { attestation: { predicateType }, address };
}

/** Versions of the first years have no more than a SHA-1. */
function integrityOf(dist: JsonObject): string | null {
  const { integrity, shasum } = dist;
  if (typeof integrity === 'string' && /^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity)) {
    return integrity;
  }
  if (typeof shasum !== 'string' || !/^[0-9a-f]{40}$/.test(shasum)) return null;
  return `sha1-${Buffer.from(shasum, 'hex').toString('base64')}`;
}

function digestsOf({ shasum }: JsonObject, integrity: string): UpstreamDigests {
  const [algorithm, value = ''] = integrity.split('-', 2);
  const strong = algorithm === 'sha512' && { sha512: Buffer.from(value, 'base64').toString('hex') };
  const isSha1 = typeof shasum === 'string' && /^[0-9a-f]{40}$/.test(shasum);
  return { ...strong, ...(isSha1 && { sha1: shasum }) };
}

function countOf(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0;
}

function dateOf(value: unknown): Date | null {
  const date = typeof value === 'string' ? new Date(value) : null;
  return date === null || Number.isNaN(date.getTime()) ? null : date;
}
