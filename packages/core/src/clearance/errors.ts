import { defineError } from '@bonded/kernel';

/** Advisories are imported one source at a time, and one is on its way. */
export const advisoryImportRunning = defineError('conflict', 'ADVISORY_IMPORT_RUNNING');
/** The source of an import holds no advisory that can be read. */
export const advisorySourceInvalid = defineError('invalid', 'ADVISORY_SOURCE_INVALID');
/** A rule that says nothing, or nothing that can be read. */
export const policyRuleInvalid = defineError('invalid', 'POLICY_RULE_INVALID');
/** A place has as many rules as it may. */
export const policyRulesFull = defineError('conflict', 'POLICY_RULES_FULL');
/** There is no such rule, or the caller may not know of it. */
export const policyRuleNotFound = defineError('not-found', 'POLICY_RULE_NOT_FOUND');
