import { defineError } from '@bonded/kernel';

/** A name that no image can have. */
export const ociNameInvalid = defineError('invalid', 'OCI_NAME_INVALID');
/** A digest that is missing, malformed, of an unknown algorithm, or not that of the bytes. */
export const ociDigestInvalid = defineError('invalid', 'OCI_DIGEST_INVALID');
/** A manifest that is none, or that two programs could read differently. */
export const ociManifestInvalid = defineError('invalid', 'OCI_MANIFEST_INVALID');
/** A tag that no client could ask for. */
export const ociTagInvalid = defineError('invalid', 'OCI_TAG_INVALID');
/** A range of bytes that is malformed or contradicts the body. */
export const ociRangeInvalid = defineError('invalid', 'OCI_RANGE_INVALID');
/** An uploaded file that is no archive of one image, or whose parts do not fit together. */
export const ociArchiveInvalid = defineError('invalid', 'OCI_ARCHIVE_INVALID');
