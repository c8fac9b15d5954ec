import { defineError } from '@bonded/kernel';

/** A crate name that cargo or an index does not take. */
export const crateNameInvalid = defineError('invalid', 'CARGO_NAME_INVALID');
/** An archive that is no crate as `cargo package` makes it. */
export const crateInvalid = defineError('invalid', 'CARGO_CRATE_INVALID');
/** What the client says of a crate is not what its archive says. */
export const crateMismatch = defineError('invalid', 'CARGO_MANIFEST_MISMATCH');
/** A publish request that is cut off, too long or not well formed. */
export const publishInvalid = defineError('invalid', 'CARGO_PUBLISH_INVALID');
