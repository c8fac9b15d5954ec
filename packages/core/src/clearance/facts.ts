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
  /** The rules that speak of it and are in force, oldest first. */
  readonly rules: readonly RuleFact[];
  /** Set where the tag that it was made of is another commit by now. */
  readonly moved?: MovedFact;
}

/** A tag that moved after its version was taken in. */
export interface MovedFact {
  readonly from: string;
  readonly to: string;
}

/** The lines of a policy that a rule may waive. Malware and a person's word are none of them. */
export const liftedRules = ['denied', 'severity', 'date', 'cooldown', 'unscanned'] as const;
export type LiftedRule = (typeof liftedRules)[number];

/** A word of an operator about some packages, this one among them. */
export interface RuleFact {
  readonly id: string;
  readonly effect: 'DENY' | 'WAIVE';
  /** Denies only with a finding this bad; waives findings no worse than this. Null: whichever. */
  readonly severity: Severity | null;
  /** What it waives. */
  readonly lifts: readonly LiftedRule[];
  readonly reason: string;
  readonly by: string;
  /** Null: for good. */
  readonly until: string | null;
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
  /** The rules that denied it then: a release covers these, too. */
  readonly acknowledgedRules: readonly string[];
  /** Likewise: it covers the tag being there, and no later place of it. */
  readonly movedTo?: string;
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
  /** What an upstream published after this moment stays in. */
  readonly upstreamUntil: string | null;
  /** It says what it would do, and lets out all but malware and what a person rejected. */
  readonly isMonitoring: boolean;
}

export const defaultPolicy: ClearancePolicy = {
  version: 0,
  blockSeverity: 'critical',
  blockMalware: true,
  holdUnscanned: true,
  cooldownHours: 0,
  upstreamUntil: null,
  isMonitoring: false,
};

/** Most of what is planted in a public registry is found out within a day (D5.2). */
export const defaultProxyPolicy: ClearancePolicy = { ...defaultPolicy, cooldownHours: 24 };

export interface Verdict {
  readonly effect: DecisionEffect;
  /** Which line of the policy spoke: `malware`, `unscanned`, `severity` … */
  readonly rule: string;
  readonly reasons: readonly string[];
}
