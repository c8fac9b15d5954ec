import { defineError } from '@bonded/kernel';

/** A module path or a version that the go command does not take. */
export const moduleNameInvalid = defineError('invalid', 'GO_MODULE_NAME_INVALID');
/** A module zip that the go command would not unpack, or that it would call modified. */
export const moduleZipInvalid = defineError('invalid', 'GO_MODULE_ZIP_INVALID');
/** A module zip beyond the sizes that the go command takes. */
export const moduleZipTooLarge = defineError('too-large', 'GO_MODULE_ZIP_TOO_LARGE');
/** A go.mod that cannot be read, or that is about another module. */
export const goModInvalid = defineError('invalid', 'GO_MOD_INVALID');
/** What was sent beside a zip does not say what the zip says. */
export const moduleMismatch = defineError('conflict', 'GO_MODULE_MISMATCH');
