import { defineError } from '@bonded/kernel';

/** A project name that PyPI does not take. */
export const nameInvalid = defineError('invalid', 'PYPI_NAME_INVALID');
/** A version that is none by PEP 440. */
export const versionInvalid = defineError('invalid', 'PYPI_VERSION_INVALID');
/** A file name that is neither a wheel's nor a source distribution's. */
export const fileNameInvalid = defineError('invalid', 'PYPI_FILENAME_INVALID');
/** A METADATA or PKG-INFO that clients could not read, or that each would read differently. */
export const metadataInvalid = defineError('invalid', 'PYPI_METADATA_INVALID');
/** An archive that installers could not use, or whose RECORD is not about its files. */
export const distributionInvalid = defineError('invalid', 'PYPI_DISTRIBUTION_INVALID');
/** What the client says of a file is not what its archive says. */
export const metadataMismatch = defineError('invalid', 'PYPI_METADATA_MISMATCH');
/** An upload form that does not hold together. */
export const uploadInvalid = defineError('invalid', 'PYPI_UPLOAD_INVALID');
/** A form with more fields than any client sends. */
export const uploadTooLarge = defineError('too-large', 'PYPI_UPLOAD_TOO_LARGE');
/** The bytes that arrived are not those whose digest was announced. */
export const digestMismatch = defineError('invalid', 'PYPI_DIGEST_MISMATCH');
/** Attestations that cannot be read, or that are about another file. */
export const attestationInvalid = defineError('invalid', 'PYPI_ATTESTATION_INVALID');
