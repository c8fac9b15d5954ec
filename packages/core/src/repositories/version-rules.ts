import type { Format } from '@bonded/database';
import { repositoryRuleUnsupported } from './errors.ts';
import type { ServedFormat, VersionRules } from './served-format.ts';

export type VersionRuleChanges = { readonly [Rule in keyof VersionRules]?: boolean | undefined };

/**
 * The rules that a repository of the format gets. Errors: REPOSITORY_RULE_UNSUPPORTED where its
 * clients could not live with what was asked for.
 */
export function versionRulesOf(format: ServedFormat, wanted: VersionRuleChanges): VersionRules {
  requireEnforceable(format, wanted);
  const { canOverwrite, canDelete, canReuseVersions } = format.conventions;
  return {
    canOverwrite: wanted.canOverwrite ?? canOverwrite,
    canDelete: wanted.canDelete ?? canDelete,
    canReuseVersions: wanted.canReuseVersions ?? canReuseVersions,
  };
}

/** Errors: REPOSITORY_RULE_UNSUPPORTED. */
export function requireEnforceable(format: ServedFormat, wanted: VersionRuleChanges): void {
  for (const rule of format.fixed) {
    const fixed = format.conventions[rule];
    if ((wanted[rule] ?? fixed) === fixed) continue;
    throw repositoryRuleUnsupported(
      `"${rule}" is always ${fixed} for ${format.id.toLowerCase()}: its clients rely on it.`,
      { details: { rule, value: fixed } },
    );
  }
}

/** True where people know versions by their tags, and a version is the digest of its bytes. */
export function areTagsVersions({ format }: { readonly format: Format }): boolean {
  return format === 'OCI';
}
