import { type CoreMetadata, multiple, parseCoreMetadata, single } from './core-metadata.ts';
import { metadataInvalid } from './errors.ts';
import { normaliseName, requireProjectName } from './names.ts';
import { requireVersion } from './versions.ts';

/** What an archive says of its release: the only source of what is served. */
export interface DerivedRelease {
  /** Normalised. */
  readonly name: string;
  /** As its author writes it. */
  readonly displayName: string;
  readonly version: string;
  readonly metadataVersion: string;
  readonly requiresPython: string | null;
  readonly requiresDist: readonly string[];
  readonly summary: string | null;
  readonly licence: string | null;
  readonly metadata: CoreMetadata;
}

const metadataVersion = /^(?:1\.[0-2]|2\.\d)$/;
const summaryCharsMax = 512;
const licenceCharsMax = 200;

/** @throws AppError `PYPI_METADATA_INVALID`, `PYPI_NAME_INVALID`, `PYPI_VERSION_INVALID` */
export function deriveRelease(bytes: Uint8Array): DerivedRelease {
  const metadata = parseCoreMetadata(bytes);
  const stated = single(metadata, 'metadata-version') ?? '';
  if (!metadataVersion.test(stated)) {
    throw metadataInvalid('The metadata is of a version that is not known.');
  }
  const displayName = requireProjectName(single(metadata, 'name') ?? '');
  return {
    name: normaliseName(displayName),
    displayName,
    version: requireVersion(single(metadata, 'version') ?? ''),
    metadataVersion: stated,
    requiresPython: single(metadata, 'requires-python'),
    requiresDist: multiple(metadata, 'requires-dist'),
    summary: single(metadata, 'summary')?.slice(0, summaryCharsMax) ?? null,
    licence: licenceOf(metadata),
    metadata,
  };
}

/** PEP 639 first; older files have a name, a whole text, or only a classifier. */
function licenceOf(metadata: CoreMetadata): string | null {
  const expression = single(metadata, 'license-expression');
  if (expression !== null) return expression.slice(0, licenceCharsMax);
  const words = single(metadata, 'license');
  if (words !== null && words.length <= licenceCharsMax && !words.includes('\n')) return words;
  const prefix = 'License :: ';
  const classifier = multiple(metadata, 'classifier').find((each) => each.startsWith(prefix));
  return classifier?.split(' :: ').at(-1)?.slice(0, licenceCharsMax) ?? null;
}
