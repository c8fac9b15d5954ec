import { defineError } from '@bonded/kernel';

/** The version exists with other bytes: published versions never change. */
export const artifactAlreadyExists = defineError('conflict', 'ARTIFACT_ALREADY_EXISTS');
/** The version was deleted: it is never given out twice. */
export const artifactVersionBurned = defineError('conflict', 'ARTIFACT_VERSION_BURNED');
/** The repository keeps what it was given: its versions are not deleted. */
export const artifactDeleteRefused = defineError('conflict', 'ARTIFACT_DELETE_REFUSED');
/** A package has another spelling of the name, and its ecosystem takes both for one. */
export const packageNameTaken = defineError('conflict', 'PACKAGE_NAME_TAKEN');
/** The artifact is held or blocked: the message is the receipt, `details.decision` its number. */
export const artifactHeld = defineError('denied', 'ARTIFACT_HELD');
/** The version was there and was deleted: the message is the receipt, as of one that is held. */
export const artifactGone = defineError('not-found', 'ARTIFACT_GONE');
/** The package has no such blob: it was never deposited, or its time is over. */
export const blobNotDeposited = defineError('not-found', 'BLOB_NOT_DEPOSITED');
/** The package has no such tag. */
export const tagNotFound = defineError('not-found', 'TAG_NOT_FOUND');
/** Clients rely on the tag: it can be moved, not deleted. */
export const tagProtected = defineError('invalid', 'TAG_PROTECTED');
/** The tag leads to another version, and the repository lets no version be overwritten. */
export const tagImmutable = defineError('conflict', 'TAG_IMMUTABLE');
/** Nobody publishes to a proxy or moves its tags, nor to a group that names no write target. */
export const repositoryReadOnly = defineError('denied', 'REPOSITORY_READ_ONLY');
