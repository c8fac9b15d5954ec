import { purlOf } from '@bonded/core/ports';
import { parseJson } from '@bonded/http';
import { provenanceInvalid } from './errors.ts';
import { isObject, type JsonObject, objectOf, own } from './json-object.ts';

/** A Sigstore bundle whose statement is about the tarball beside it. */
export interface Attestation {
  /** What kind of statement it is: `https://slsa.dev/provenance/v1`. */
  readonly predicateType: string;
}

export interface AttestedTarball {
  readonly name: string;
  readonly version: string;
  /** In hex. */
  readonly sha512: string;
}

const bundleType =
  /^application\/vnd\.dev\.sigstore\.bundle(?:\+json;version=0\.[1-3]|\.v0\.\d{1,2}\+json)$/;
const statementType = /^https:\/\/in-toto\.io\/Statement\/v(?:0\.1|1)$/;
const payloadType = 'application/vnd.in-toto+json';
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;
const predicateTypeCharsMax = 256;

/**
 * Reads a provenance bundle and makes sure that it is one, and about this very tarball. Who signed
 * it is for those who install to judge: they hold the trust root.
 *
 * @throws AppError `NPM_PROVENANCE_INVALID`, `JSON_INVALID`
 */
export function readProvenance(bundle: string, tarball: AttestedTarball): Attestation {
  const document = parseJson(Buffer.from(bundle));
  const mediaType = own(objectOf(document), 'mediaType');
  if (typeof mediaType !== 'string' || !bundleType.test(mediaType)) {
    throw provenanceInvalid('The provenance is no Sigstore bundle.');
  }
  if (!isObject(own(objectOf(document), 'verificationMaterial'))) {
    throw provenanceInvalid('The provenance has nothing to verify it by.');
  }
  requireSubject(statementOf(document), tarball);
  return { predicateType: predicateTypeOf(document) };
}

/** What kind of statement a bundle holds. */
export function predicateTypeOf(bundle: unknown): string {
  const predicateType = own(statementOf(bundle), 'predicateType');
  if (typeof predicateType === 'string' && predicateType.length <= predicateTypeCharsMax) {
    return predicateType;
  }
  throw provenanceInvalid('The provenance does not say what kind of statement it is.');
}

function statementOf(bundle: unknown): JsonObject {
  const envelope = objectOf(own(objectOf(bundle), 'dsseEnvelope'));
  const payload = own(envelope, 'payload');
  const signatures = own(envelope, 'signatures');
  if (own(envelope, 'payloadType') !== payloadType) {
    throw provenanceInvalid('The provenance holds no in-toto statement.');
  }
  const all: readonly unknown[] = Array.isArray(signatures) ? signatures : [];
  const isSigned = all.length > 0 && all.every((each) => isBase64(own(objectOf(each), 'sig')));
  if (!isSigned) throw provenanceInvalid('The provenance is not signed.');
  if (!isBase64(payload)) throw provenanceInvalid('The statement of the provenance is no base64.');
  const statement = objectOf(parseJson(Buffer.from(payload, 'base64')));
  const type = own(statement, '_type');
  if (typeof type === 'string' && statementType.test(type)) return statement;
  throw provenanceInvalid('The provenance holds no in-toto statement.');
}

function isBase64(value: unknown): value is string {
  return typeof value === 'string' && base64.test(value);
}

/** One subject, by name and digest: a bundle of another package proves nothing of this one. */
function requireSubject(statement: JsonObject, { name, version, sha512 }: AttestedTarball): void {
  const subjects = own(statement, 'subject');
  // `isArray` calls the elements any; unknown is what they are.
  const [subject, ...more] = Array.isArray(subjects) ? (subjects as readonly unknown[]) : [];
  const said = objectOf(subject);
  const isSame =
    more.length === 0 &&
    own(said, 'name') === purlOf('npm', name, version) &&
    own(objectOf(own(said, 'digest')), 'sha512') === sha512;
  if (isSame) return;
  throw provenanceInvalid('The provenance is about something else than the tarball that came.');
}
