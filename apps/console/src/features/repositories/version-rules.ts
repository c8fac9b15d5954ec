import type { VersionRule, VersionRulePartsFragment } from '#generated/graphql.ts';

/** What may happen to a version once it is out. */
export type VersionRules = Readonly<
  Pick<VersionRulePartsFragment, 'canOverwrite' | 'canDelete' | 'canReuseVersions'>
>;

/** Each rule by the name of its field, and as the schema calls it. */
export const versionRules = [
  { key: 'canOverwrite', rule: 'CAN_OVERWRITE' },
  { key: 'canDelete', rule: 'CAN_DELETE' },
  { key: 'canReuseVersions', rule: 'CAN_REUSE_VERSIONS' },
] as const satisfies readonly { key: keyof VersionRules; rule: VersionRule }[];

export function versionRulesOf(from: VersionRules): VersionRules {
  const { canOverwrite, canDelete, canReuseVersions } = from;
  return { canOverwrite, canDelete, canReuseVersions };
}

export function areSameRules(left: VersionRules, right: VersionRules): boolean {
  return versionRules.every(({ key }) => left[key] === right[key]);
}
