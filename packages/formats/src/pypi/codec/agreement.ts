import { metadataMismatch } from './errors.ts';
import type { DistributionName } from './file-names.ts';
import { normaliseName } from './names.ts';
import type { DerivedRelease } from './release.ts';
import type { UploadFields } from './upload-fields.ts';
import { normaliseVersion } from './versions.ts';

/**
 * Refuses an archive whose metadata is about something else than its name says (D5.11).
 *
 * @throws AppError `PYPI_METADATA_MISMATCH`
 */
export function requireNamed(release: DerivedRelease, named: DistributionName): void {
  refuse([
    ...(release.name === named.name ? [] : ['name']),
    ...(release.version === named.version ? [] : ['version']),
  ]);
}

/**
 * Refuses an upload whose form says something else than its archive: reviewers and scanners would
 * read the one and machines install the other. A field that was not sent says nothing.
 *
 * @throws AppError `PYPI_METADATA_MISMATCH`, naming the fields in `details.fields`
 */
export function requireAgreement(fields: UploadFields, release: DerivedRelease): void {
  const { name, version, metadataVersion, requiresPython, requiresDist } = fields;
  const isSameList =
    requiresDist.length === 0 || canonical(requiresDist) === canonical(release.requiresDist);
  refuse([
    ...(normaliseName(name) === release.name ? [] : ['name']),
    ...(normaliseVersion(version) === release.version ? [] : ['version']),
    ...(isSame(metadataVersion, release.metadataVersion) ? [] : ['metadata_version']),
    ...(isSame(requiresPython, release.requiresPython) ? [] : ['requires_python']),
    ...(isSameList ? [] : ['requires_dist']),
  ]);
}

function refuse(fields: readonly string[]): void {
  if (fields.length === 0) return;
  throw metadataMismatch(
    `The upload disagrees with the metadata of its archive about: ${fields.join(', ')}.`,
    { details: { fields } },
  );
}

function isSame(stated: string | null, derived: string | null): boolean {
  return stated === null || compact(stated) === compact(derived ?? '');
}

function canonical(list: readonly string[]): string {
  return JSON.stringify(list.map(compact).toSorted());
}

/** White space means nothing in these fields. */
function compact(text: string): string {
  return text.replace(/\s/g, '');
}
