import { defineError } from '@bonded/kernel';

/** A tarball that npm clients could not install, or that each would understand differently. */
export const tarballInvalid = defineError('invalid', 'NPM_TARBALL_INVALID');
/** A publish request whose document does not hold together. */
export const publishInvalid = defineError('invalid', 'NPM_PUBLISH_INVALID');
/** A publish request with more metadata or attachments than any client sends. */
export const publishTooLarge = defineError('too-large', 'NPM_PUBLISH_TOO_LARGE');
/** What the client says of a version is not what its archive says. */
export const manifestMismatch = defineError('invalid', 'NPM_MANIFEST_MISMATCH');
/** A package.json that cannot be served. */
export const manifestInvalid = defineError('invalid', 'NPM_MANIFEST_INVALID');
/** A package name that npm does not take. */
export const nameInvalid = defineError('invalid', 'NPM_NAME_INVALID');
/** A version that is not semantic. */
export const versionInvalid = defineError('invalid', 'NPM_VERSION_INVALID');
/** A provenance that is no signed statement about its tarball. */
export const provenanceInvalid = defineError('invalid', 'NPM_PROVENANCE_INVALID');
