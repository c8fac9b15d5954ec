import type {
  CreatePolicyRuleInput,
  PolicyLine,
  PolicyRuleEffect,
  Severity,
} from '#generated/graphql.ts';
import type { RepositoryKey } from '#lib/paths.ts';

export const policyLines = [
  'SEVERITY',
  'COOLDOWN',
  'DATE',
  'UNSCANNED',
  'DENIED',
] as const satisfies PolicyLine[];

export const rulePlaces = ['repository', 'project', 'everywhere'] as const;
export type RulePlace = (typeof rulePlaces)[number];

/** How long a rule speaks, in days; 0 is for good. */
export const ruleDays = [0, 7, 30, 90] as const;

/** A rule while somebody writes it. */
export interface RuleDraft {
  readonly effect: PolicyRuleEffect;
  readonly place: RulePlace;
  readonly name: string;
  readonly versions: string;
  readonly licence: string;
  readonly severity: Severity | '';
  readonly lifts: readonly PolicyLine[];
  readonly reason: string;
  readonly days: number;
}

export const emptyRule: RuleDraft = {
  ...{ effect: 'DENY', place: 'repository', name: '', versions: '', licence: '', severity: '' },
  ...{ lifts: [], reason: '', days: 0 },
};

const dayMs = 24 * 60 * 60 * 1000;

export interface RuleHome {
  readonly at: RepositoryKey;
  readonly format: CreatePolicyRuleInput['format'];
  readonly openedAtMs: number;
}

export function ruleInput(draft: RuleDraft, home: RuleHome): CreatePolicyRuleInput {
  const { effect, place, name, reason, days } = draft;
  const { project, repository } = home.at;
  return {
    ...{ effect, name, reason },
    ...(place === 'everywhere' ? {} : { project }),
    // A wider rule says whose versions it reads.
    ...(place === 'repository' ? { repository } : { format: home.format ?? null }),
    versions: draft.versions || null,
    licence: draft.licence || null,
    severity: draft.severity || null,
    lifts: effect === 'WAIVE' ? [...draft.lifts] : [],
    expiresAt: days === 0 ? null : new Date(home.openedAtMs + days * dayMs).toISOString(),
  };
}
