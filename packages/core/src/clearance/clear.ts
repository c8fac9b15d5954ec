import type { DecisionEffect, ScanStatus } from '@bonded/database';
import type { Severity } from '@bonded/scanner';
import {
  type ClearanceFacts,
  type ClearancePolicy,
  type JudgedFinding,
  type LiftedRule,
  liftedRules,
  type RuleFact,
  type UpstreamFact,
  type Verdict,
} from './facts.ts';

const severityRank: Readonly<Record<Severity, number>> = {
  none: 0,
  low: 1,
  medium: 2,
  high: 3,
  critical: 4,
};

export function isAtLeast(severity: Severity, bar: Severity): boolean {
  return severityRank[severity] >= severityRank[bar];
}

/** As people write commits. */
const commitShown = 12;

interface Rule {
  readonly name: 'deleted' | 'rejected' | 'malware' | 'moved' | 'released' | LiftedRule;
  readonly effect: DecisionEffect;
  /** Why the rule applies, or null when it does not. */
  readonly judge: (facts: ClearanceFacts, policy: ClearancePolicy) => readonly string[] | null;
}

/** The first rule that applies decides. New findings come before an older release by a person. */
const rules: readonly Rule[] = [
  {
    name: 'deleted',
    effect: 'DENY',
    judge: (facts) => (facts.state === 'DELETED' ? ['The artifact was deleted.'] : null),
  },
  {
    name: 'rejected',
    effect: 'DENY',
    judge: ({ review }) =>
      review?.effect === 'DENY' ? [`Rejected by ${review.by}: ${review.note}`] : null,
  },
  {
    name: 'malware',
    effect: 'DENY',
    judge: (facts, policy) => {
      const found = open(facts).findings.filter((finding) => finding.kind === 'malware');
      if (!policy.blockMalware || found.length === 0) return null;
      return [`Known malicious: ${namesOf(found)}.`];
    },
  },
  {
    name: 'denied',
    effect: 'DENY',
    judge: (facts) => {
      const denials = open(facts).denials.filter(({ severity }) => isBadAs(facts, severity));
      if (denials.length === 0 || isLifted(facts, 'denied')) return null;
      return denials.slice(0, namedMax).map(({ by, reason }) => `Denied by ${by}: ${reason}`);
    },
  },
  {
    name: 'severity',
    effect: 'DENY',
    judge: (facts, policy) => {
      const bar = policy.blockSeverity;
      const found = open(facts).findings.filter(
        ({ kind, severity }) =>
          isAtLeast(severity, bar) &&
          (kind === 'malware' || !isLifted(facts, 'severity', severity)),
      );
      if (bar === 'none' || found.length === 0) return null;
      return [
        `Known ${found[0]?.severity} vulnerability: ${namesOf(found)}.`,
        `The policy blocks ${bar === 'critical' ? bar : `${bar} and above`}.`,
      ];
    },
  },
  {
    name: 'moved',
    effect: 'HOLD',
    judge: ({ moved, review }) => {
      if (moved === undefined) return null;
      if (review?.effect === 'ALLOW' && review.movedTo === moved.to) return null;
      const [from, to] = [moved.from.slice(0, commitShown), moved.to.slice(0, commitShown)];
      return [`Its tag was moved from commit ${from} to ${to} after it was taken in.`];
    },
  },
  {
    name: 'released',
    effect: 'ALLOW',
    judge: ({ review }) =>
      review?.effect === 'ALLOW' ? [`Released by ${review.by}: ${review.note}`] : null,
  },
  {
    name: 'date',
    effect: 'HOLD',
    judge: (facts, { upstreamUntil }) => {
      const { upstream } = facts;
      if (upstreamUntil === null || upstream === null || isLifted(facts, 'date')) return null;
      const since = upstream.publishedAt ?? upstream.seenAt;
      if (Date.parse(since) <= Date.parse(upstreamUntil)) return null;
      return [saysSince(upstream), `Nothing after ${upstreamUntil} is let in.`];
    },
  },
  {
    name: 'cooldown',
    effect: 'HOLD',
    judge: (facts, { cooldownHours }) => {
      const { upstream } = facts;
      if (upstream?.isCooling !== true || isLifted(facts, 'cooldown')) return null;
      return cooldownReasons(upstream, cooldownHours);
    },
  },
  {
    name: 'unscanned',
    effect: 'HOLD',
    judge: (facts, policy) =>
      policy.holdUnscanned && facts.scanStatus !== 'SCANNED' && !isLifted(facts, 'unscanned')
        ? [unscannedReasons[facts.scanStatus]]
        : null,
  },
];

const hourMs = 60 * 60 * 1000;

/** The moment from which on it is old enough, as far as a policy minds age. */
export function coolsAt(
  { publishedAt, seenAt }: { readonly publishedAt: Date | null; readonly seenAt: Date },
  cooldownHours: number,
): Date {
  // Without a date it is as old as our knowing of it: back-dating by silence buys nothing.
  return new Date((publishedAt ?? seenAt).getTime() + cooldownHours * hourMs);
}

type Dates = Pick<UpstreamFact, 'publishedAt' | 'seenAt'>;

function saysSince({ publishedAt, seenAt }: Dates): string {
  return publishedAt === null
    ? `First seen here at ${seenAt}; its upstream does not say when it was published.`
    : `Published upstream at ${publishedAt}.`;
}

function cooldownReasons(dates: Dates, cooldownHours: number): readonly string[] {
  const { publishedAt, seenAt } = dates;
  const since = new Date(publishedAt ?? seenAt);
  const until = coolsAt({ publishedAt: null, seenAt: since }, cooldownHours).toISOString();
  return [saysSince(dates), `What is new waits ${cooldownHours} hours: until ${until}.`];
}

const unscannedReasons: Readonly<Record<ScanStatus, string>> = {
  NOT_SCANNED: 'It is not scanned yet.',
  RUNNING: 'It is being scanned.',
  FAILED: 'Its scan failed: not scanned is never clean.',
  SCANNED: 'It is scanned.',
};

/** Findings and denials that no release by a person covers. */
function open({ findings, rules: known, review }: ClearanceFacts) {
  const denials = known.filter(({ effect }) => effect === 'DENY');
  if (review?.effect !== 'ALLOW') return { findings, denials };
  const { acknowledged, acknowledgedRules } = review;
  return {
    findings: findings.filter(({ advisoryId }) => !acknowledged.includes(advisoryId)),
    denials: denials.filter(({ id }) => !acknowledgedRules.includes(id)),
  };
}

function isBadAs(facts: ClearanceFacts, bar: Severity | null): boolean {
  return bar === null || open(facts).findings.some(({ severity }) => isAtLeast(severity, bar));
}

function waivers({ rules: known }: ClearanceFacts): readonly RuleFact[] {
  return known.filter(({ effect }) => effect === 'WAIVE');
}

/** Where a waiver names a severity, it is for findings that are no worse. */
function isLifted(facts: ClearanceFacts, rule: LiftedRule, severity?: Severity): boolean {
  return waivers(facts).some(
    (waiver) =>
      waiver.lifts.includes(rule) &&
      (severity === undefined || waiver.severity === null || isAtLeast(waiver.severity, severity)),
  );
}

const namedMax = 5;

function namesOf(findings: readonly JudgedFinding[]): string {
  const names = findings.slice(0, namedMax).map((finding) => finding.advisoryId);
  const rest = findings.length - names.length;
  return rest > 0 ? `${names.join(', ')} and ${rest} more` : names.join(', ');
}

/** Rules that speak before there are bytes: an index that tells of a version says enough. */
const foretold: readonly Rule['name'][] = ['denied', 'date', 'cooldown'];

/** The one decision. Pure: the same facts and policy always give the same verdict. */
export function clear(facts: ClearanceFacts, policy: ClearancePolicy): Verdict {
  return judge(rules, facts, policy);
}

/** What will be decided of a version that an upstream tells of, as far as that can be said now. */
export function foretell(facts: ClearanceFacts, policy: ClearancePolicy): Verdict {
  const spoken = rules.filter(({ name }) => foretold.includes(name));
  return judge(spoken, facts, policy);
}

function judge(spoken: readonly Rule[], facts: ClearanceFacts, policy: ClearancePolicy): Verdict {
  const verdict = firstOf(spoken, facts, policy);
  if (verdict.effect !== 'ALLOW') {
    if (!policy.isMonitoring) return verdict;
    // What is watched must not hide what stays in all the same.
    const firm = firstOf(spoken.filter(isFirm), facts, policy);
    return firm.effect === 'ALLOW' ? monitored(verdict) : firm;
  }
  if (verdict.rule !== cleared.rule || waivers(facts).length === 0) return verdict;
  const strict = firstOf(spoken, { ...facts, rules: facts.rules.filter(isDenial) }, policy);
  return strict.effect === 'ALLOW' ? verdict : waived(facts, strict);
}

const cleared: Verdict = {
  effect: 'ALLOW',
  rule: 'cleared',
  reasons: ['Nothing in the policy speaks against it.'],
};

function firstOf(spoken: readonly Rule[], facts: ClearanceFacts, policy: ClearancePolicy): Verdict {
  for (const { name, effect, judge: reasonsOf } of spoken) {
    const reasons = reasonsOf(facts, policy);
    if (reasons !== null) return { effect, rule: name, reasons };
  }
  return cleared;
}

function isDenial({ effect }: RuleFact): boolean {
  return effect === 'DENY';
}

/** It says who let it pass, and what it passed. */
function waived(facts: ClearanceFacts, { rule, reasons }: Verdict): Verdict {
  const words = waivers(facts)
    .filter(({ lifts }) => lifts.some((line) => line === rule))
    .slice(0, namedMax)
    .map(({ by, reason, until }) => `Waived by ${by}${until ? ` until ${until}` : ''}: ${reason}`);
  return { effect: 'ALLOW', rule: 'waived', reasons: [...words, ...reasons] };
}

/** Nobody waives it, and watching does not let it pass. */
function isFirm({ name }: Rule): boolean {
  return !liftedRules.some((line) => line === name);
}

function monitored(verdict: Verdict): Verdict {
  const would = verdict.effect === 'DENY' ? 'blocked' : 'held';
  return {
    effect: 'ALLOW',
    rule: 'monitored',
    reasons: [
      `It would be ${would} (${verdict.rule}); the policy only watches.`,
      ...verdict.reasons,
    ],
  };
}
