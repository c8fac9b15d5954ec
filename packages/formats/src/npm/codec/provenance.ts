import { purlOf } from '@bonded/core/ports';
import { parseJson } from '@bonded/http';
import { AppError } from '@bonded/kernel';
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
const bundlesMax = 16;

/**
 * Reads a provenance and makes sure that it is one, and about this very tarball: a bundle, or a
 * registry's list of several. Who signed it is for those who install to judge: they hold the trust
 * root.
 *
 * @throws AppError `NPM_PROVENANCE_INVALID`, `JSON_INVALID`
 */
export function readProvenance(text: string, tarball: AttestedTarball): Attestation {
  const bundles = bundlesIn(parseJson(Buffer.from(text)));
  const types = bundles.map((bundle) => {
    requireBundle(bundle);
    requireSubject(statementOf(bundle), tarball);
    return predicateTypeOf(bundle);
  });
  // Registries state that something was published beside how it was built.
  const predicateType = types.find((type) => type.includes('/provenance/')) ?? types[0];
  if (predicateType === undefined) throw provenanceInvalid('The provenance states nothing.');
  return { predicateType };
}

/** A bundle as it was published, or all those of a list as registries give it. */
export function bundlesIn(document: unknown): readonly unknown[] {
  const listed = own(objectOf(document), 'attestations');
  if (!Array.isArray(listed)) return [document];
  // `isArray` calls the elements any; unknown is what they are.
  return (listed as readonly unknown[]).map((each) => own(objectOf(each), 'bundle'));
}

/**
 * A registry's list without those bundles that are none that we know, which prove nothing to
 * anybody here; null where no other is left.
 */
export function knownAttestations(text: string): string | null {
  const bundles = readBundles(text).filter(isKnown);
  if (bundles.length === 0) return null;
  return JSON.stringify({ attestations: bundles.map((bundle) => ({ bundle })) });
}

function readBundles(text: string): readonly unknown[] {
  try {
    return bundlesIn(parseJson(Buffer.from(text))).slice(0, bundlesMax);
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}

function isKnown(bundle: unknown): boolean {
  try {
    requireBundle(bundle);
    return predicateTypeOf(bundle) !== '';
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

function requireBundle(bundle: unknown): void {
  const mediaType = own(objectOf(bundle), 'mediaType');
  if (typeof mediaType !== 'string' || !bundleType.test(mediaType)) {
    throw provenanceInvalid('The provenance is no Sigstore bundle.');
  }
  if (!isObject(own(objectOf(bundle), 'verificationMaterial'))) {
    throw provenanceInvalid('The provenance has nothing to verify it by.');
  }
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
