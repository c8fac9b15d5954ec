import { defineError } from '@bonded/kernel';

/** The address is none of a repository that the driver knows how to ask. */
export const vcsAddressInvalid = defineError('invalid', 'VCS_ADDRESS_INVALID');
/** There is no such repository, or the credential may not see it: forges do not tell them apart. */
export const vcsNotFound = defineError('not-found', 'VCS_NOT_FOUND');
/** The forge does not take the credential, or asks for one. */
export const vcsRefused = defineError('denied', 'VCS_REFUSED');
/** The forge wants no more requests for a while: `details.until`, in milliseconds since 1970. */
export const vcsRateLimited = defineError('rate-limited', 'VCS_RATE_LIMITED');
/** The forge fails, or answers with something that is not its API. */
export const vcsUnavailable = defineError('unavailable', 'VCS_UNAVAILABLE');
/** Larger than we read. */
export const vcsTooLarge = defineError('too-large', 'VCS_TOO_LARGE');
