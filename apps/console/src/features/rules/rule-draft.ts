import type {
  CreatePolicyRuleInput,
  Format,
  PolicyLine,
  PolicyRuleEffect,
  Severity,
} from '#generated/graphql.ts';

export const policyLines = [
  'SEVERITY',
  'COOLDOWN',
  'DATE',
  'UNSCANNED',
  'DENIED',
] as const satisfies PolicyLine[];

export type RulePlace = 'repository' | 'project' | 'everywhere';

/** Where rules are looked at: a repository, a project, or everywhere. */
export interface RulesAt {
  readonly project?: string;
  readonly repository?: string;
}

/** Where a rule can be made from there: in the place itself, and in what is wider. */
export function placesFrom({ project, repository }: RulesAt): readonly [RulePlace, ...RulePlace[]] {
  if (repository !== undefined) return ['repository', 'project', 'everywhere'];
  return project === undefined ? ['everywhere'] : ['project', 'everywhere'];
}

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
  /** Of a rule that is wider than a repository; empty: of every format. */
  readonly format: Format | '';
  readonly lifts: readonly PolicyLine[];
  readonly reason: string;
  readonly days: number;
}

const emptyRule: RuleDraft = {
  ...{ effect: 'DENY', place: 'repository', name: '', versions: '', licence: '', severity: '' },
  ...{ format: '', lifts: [], reason: '', days: 0 },
};

/** What is written at a place, before anything is said. */
export function ruleAt(at: RulesAt, format: Format | null): RuleDraft {
  return { ...emptyRule, place: placesFrom(at)[0], format: format ?? '' };
}

const dayMs = 24 * 60 * 60 * 1000;

export interface RuleHome {
  readonly at: RulesAt;
  readonly openedAtMs: number;
}

export function ruleInput(draft: RuleDraft, home: RuleHome): CreatePolicyRuleInput {
  const { effect, place, name, reason, days } = draft;
  const { project, repository } = home.at;
  return {
    ...{ effect, name, reason },
    ...(place !== 'everywhere' && project !== undefined && { project }),
    // A wider rule says whose versions it reads.
    ...(place === 'repository' && repository !== undefined
      ? { repository }
      : { format: draft.format || null }),
    versions: draft.versions || null,
    licence: draft.licence || null,
    severity: draft.severity || null,
    lifts: effect === 'WAIVE' ? [...draft.lifts] : [],
    expiresAt: days === 0 ? null : new Date(home.openedAtMs + days * dayMs).toISOString(),
  };
}
