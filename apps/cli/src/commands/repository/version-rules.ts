import { z } from 'zod';
import type { Call } from '../call.ts';
import type { CommandOption } from '../command.ts';

/** What may happen to a version once it is out, as every row says it. */
export const versionRules = {
  fields: 'canOverwrite canDelete canReuseVersions',
  row: { canOverwrite: z.boolean(), canDelete: z.boolean(), canReuseVersions: z.boolean() },
};

/** Left out, a new repository has the conventions of its format, and another keeps what it has. */
export const versionRuleOptions: readonly CommandOption[] = [
  { flags: '--overwrite', says: 'a version may get other bytes' },
  { flags: '--no-overwrite', says: 'a version keeps its bytes' },
  { flags: '--delete', says: 'versions may be deleted' },
  { flags: '--no-delete', says: 'versions stay' },
  { flags: '--reuse-versions', says: 'a deleted version may be published anew' },
  { flags: '--no-reuse-versions', says: 'a deleted version is never given again' },
];

export function versionRulesOf(call: Call) {
  return {
    canOverwrite: call.choice('overwrite'),
    canDelete: call.choice('delete'),
    canReuseVersions: call.choice('reuseVersions'),
  };
}
