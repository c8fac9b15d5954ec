import { defineError } from '@bonded/kernel';

/** There is no such repository, or the caller may not know of it. */
export const repositoryNotFound = defineError('not-found', 'REPOSITORY_NOT_FOUND');
/** The project has a repository with that slug. */
export const repositoryAlreadyExists = defineError('conflict', 'REPOSITORY_ALREADY_EXISTS');
/** The repository holds or held artifacts, whose decisions are kept. */
export const repositoryNotEmpty = defineError('conflict', 'REPOSITORY_NOT_EMPTY');
/** The clients of the format cannot live with that setting. */
export const repositoryRuleUnsupported = defineError('unsupported', 'REPOSITORY_RULE_UNSUPPORTED');
/** This installation serves no repositories of that format and kind. */
export const formatUnsupported = defineError('unsupported', 'FORMAT_UNSUPPORTED');
/** A setting of a proxy or a group does not go together with the repository. */
export const supplyInvalid = defineError('invalid', 'SUPPLY_INVALID');
