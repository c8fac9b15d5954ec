import type { ArtifactState, DecisionEffect, ScanStatus } from '@bonded/database';
import type { Severity } from '@bonded/scanner';

/** What a decision rests on. Stored with it, so that it can be explained and replayed. */
export interface ClearanceFacts {
  readonly state: ArtifactState;
  /** Which bytes it is about: the moment that its files last changed. */
  readonly contentAt: string;
  readonly scanStatus: ScanStatus;
  /**
   * What the last scan found in the artifact itself and in what it carries, worst first, bounded.
   */
  readonly findings: readonly JudgedFinding[];
  readonly review: Review | null;
  /** Null where it was published here. */
  readonly upstream: UpstreamFact | null;
}

/** What is known of an artifact that came from elsewhere. */
export interface UpstreamFact {
  /** As its upstream says; null where it does not. */
  readonly publishedAt: string | null;
  /** When it was first fetched. */
  readonly seenAt: string;
  /** Younger than the policy lets out, by the upstream's date or else by when it was seen. */
  readonly isCooling: boolean;
}

export interface JudgedFinding {
  readonly advisoryId: string;
  readonly kind: 'vulnerability' | 'malware';
  readonly severity: Severity;
}

/** The newest word of a person about an artifact. */
export interface Review {
  readonly effect: 'ALLOW' | 'DENY';
  readonly number: string;
  readonly note: string;
  readonly by: string;
  /** What was known when it was said: a release covers these advisories and no later one. */
  readonly acknowledged: readonly string[];
}

/** What a repository demands of an artifact before it leaves. */
export interface ClearancePolicy {
  /** 0 is the default policy, which no row holds. */
  readonly version: number;
  readonly blockSeverity: Severity;
  readonly blockMalware: boolean;
  readonly holdUnscanned: boolean;
  /** What an upstream published waits this long. 0: not at all. */
  readonly cooldownHours: number;
}

export const defaultPolicy: ClearancePolicy = {
  version: 0,
  blockSeverity: 'critical',
  blockMalware: true,
  holdUnscanned: true,
  cooldownHours: 0,
};

/** Most of what is planted in a public registry is found out within a day (D5.2). */
export const defaultProxyPolicy: ClearancePolicy = { ...defaultPolicy, cooldownHours: 24 };

export interface Verdict {
  readonly effect: DecisionEffect;
  /** Which line of the policy spoke: `malware`, `unscanned`, `severity` … */
  readonly rule: string;
  readonly reasons: readonly string[];
}

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

interface Rule {
  readonly name: string;
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
      const found = open(facts).filter((finding) => finding.kind === 'malware');
      if (!policy.blockMalware || found.length === 0) return null;
      return [`Known malicious: ${namesOf(found)}.`];
    },
  },
  {
    name: 'severity',
    effect: 'DENY',
    judge: (facts, policy) => {
      const bar = policy.blockSeverity;
      const found = open(facts).filter((finding) => isAtLeast(finding.severity, bar));
      if (bar === 'none' || found.length === 0) return null;
      return [
        `Known ${found[0]?.severity} vulnerability: ${namesOf(found)}.`,
        `The policy blocks ${bar === 'critical' ? bar : `${bar} and above`}.`,
      ];
    },
  },
  {
    name: 'released',
    effect: 'ALLOW',
    judge: ({ review }) =>
      review?.effect === 'ALLOW' ? [`Released by ${review.by}: ${review.note}`] : null,
  },
  {
    name: 'cooldown',
    effect: 'HOLD',
    judge: ({ upstream }, { cooldownHours }) =>
      upstream?.isCooling === true ? cooldownReasons(upstream, cooldownHours) : null,
  },
  {
    name: 'unscanned',
    effect: 'HOLD',
    judge: (facts, policy) =>
      policy.holdUnscanned && facts.scanStatus !== 'SCANNED'
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

/** Said of what waits for its age, whether it was fetched already or not. */
export function cooldownReasons(
  { publishedAt, seenAt }: { readonly publishedAt: string | null; readonly seenAt: string },
  cooldownHours: number,
): readonly string[] {
  const since = new Date(publishedAt ?? seenAt);
  const until = coolsAt({ publishedAt: null, seenAt: since }, cooldownHours).toISOString();
  return [
    publishedAt === null
      ? `First seen here at ${seenAt}; its upstream does not say when it was published.`
      : `Published upstream at ${publishedAt}.`,
    `What is new waits ${cooldownHours} hours: until ${until}.`,
  ];
}

const unscannedReasons: Readonly<Record<ScanStatus, string>> = {
  NOT_SCANNED: 'It is not scanned yet.',
  RUNNING: 'It is being scanned.',
  FAILED: 'Its scan failed: not scanned is never clean.',
  SCANNED: 'It is scanned.',
};

/** Findings that no release by a person covers. */
function open(facts: ClearanceFacts): readonly JudgedFinding[] {
  const { review } = facts;
  if (review?.effect !== 'ALLOW') return facts.findings;
  return facts.findings.filter((finding) => !review.acknowledged.includes(finding.advisoryId));
}

const namedMax = 5;

function namesOf(findings: readonly JudgedFinding[]): string {
  const names = findings.slice(0, namedMax).map((finding) => finding.advisoryId);
  const rest = findings.length - names.length;
  return rest > 0 ? `${names.join(', ')} and ${rest} more` : names.join(', ');
}

/** The one decision. Pure: the same facts and policy always give the same verdict. */
export function clear(facts: ClearanceFacts, policy: ClearancePolicy): Verdict {
  for (const rule of rules) {
    const reasons = rule.judge(facts, policy);
    if (reasons !== null) return { effect: rule.effect, rule: rule.name, reasons };
  }
  return {
    effect: 'ALLOW',
    rule: 'cleared',
    reasons: ['Nothing in the policy speaks against it.'],
  };
}
