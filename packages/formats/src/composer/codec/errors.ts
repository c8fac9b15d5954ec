import { defineError } from '@bonded/kernel';

/** A package name that Composer does not take. */
export const nameInvalid = defineError('invalid', 'COMPOSER_NAME_INVALID');
/** No version was said, or one that Composer cannot read. */
export const versionInvalid = defineError('invalid', 'COMPOSER_VERSION_INVALID');
/** An archive without a composer.json that clients could install by. */
export const packageInvalid = defineError('invalid', 'COMPOSER_PACKAGE_INVALID');
/** The address says something else of a package than its composer.json. */
export const packageMismatch = defineError('invalid', 'COMPOSER_PACKAGE_MISMATCH');
