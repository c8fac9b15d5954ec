import { digestMismatch, uploadInvalid } from './errors.ts';
import type { DistributionName } from './file-names.ts';

/** What of an upload form is read; the rest comes from the archive. */
export interface UploadFields {
  readonly name: string;
  readonly version: string;
  readonly filetype: string;
  readonly metadataVersion: string | null;
  readonly requiresPython: string | null;
  readonly requiresDist: readonly string[];
  readonly sha256: string | null;
  readonly md5: string | null;
  readonly attestations: string | null;
}

export type FormFields = ReadonlyMap<string, readonly string[]>;

/** The names of the form fields that matter. */
export const fieldNames: ReadonlySet<string> = new Set([
  ':action',
  'protocol_version',
  'name',
  'version',
  'filetype',
  'metadata_version',
  'requires_python',
  'requires_dist',
  'sha256_digest',
  'md5_digest',
  'attestations',
]);

/** @throws AppError `PYPI_UPLOAD_INVALID` */
export function readUploadFields(form: FormFields): UploadFields {
  const action = only(form, ':action');
  if (action !== 'file_upload') {
    throw uploadInvalid('The only :action of this address is "file_upload".');
  }
  if ((only(form, 'protocol_version') ?? '1') !== '1') {
    throw uploadInvalid('The protocol_version is not known.');
  }
  return {
    name: required(form, 'name'),
    version: required(form, 'version'),
    filetype: required(form, 'filetype'),
    metadataVersion: only(form, 'metadata_version'),
    requiresPython: only(form, 'requires_python'),
    requiresDist: form.get('requires_dist') ?? [],
    sha256: only(form, 'sha256_digest')?.toLowerCase() ?? null,
    md5: only(form, 'md5_digest')?.toLowerCase() ?? null,
    attestations: only(form, 'attestations'),
  };
}

function only(form: FormFields, name: string): string | null {
  const values = form.get(name) ?? [];
  if (values.length > 1) throw uploadInvalid(`The form has "${name}" twice.`);
  const value = values[0] ?? '';
  return value === '' ? null : value;
}

function required(form: FormFields, name: string): string {
  const value = only(form, name);
  if (value === null) throw uploadInvalid(`The form has no "${name}".`);
  return value;
}

const filetypes = { wheel: 'bdist_wheel', sdist: 'sdist' } as const;

/** @throws AppError `PYPI_UPLOAD_INVALID` where the name is that of another kind of file */
export function requireFiletype(fields: UploadFields, { kind, fileName }: DistributionName): void {
  if (fields.filetype === filetypes[kind]) return;
  throw uploadInvalid(`${fileName} is a ${kind}, and the form says "${fields.filetype}".`);
}

/** @throws AppError `PYPI_DIGEST_MISMATCH` */
export function requireDigests(
  fields: UploadFields,
  actual: { readonly sha256: string; readonly md5: string | undefined },
): void {
  for (const name of ['sha256', 'md5'] as const) {
    const announced = fields[name];
    if (announced === null || announced === actual[name]) continue;
    throw digestMismatch(`The ${name} of the bytes that arrived is ${actual[name]}.`, {
      details: { algorithm: name, expected: announced, actual: actual[name] },
    });
  }
}
