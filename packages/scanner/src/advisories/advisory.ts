import type { Finding, Severity } from '../scanner.ts';

/** One step of a range's timeline, spelled as in OSV. */
export type RangeEvent =
  | { readonly introduced: string }
  | { readonly fixed: string }
  | { readonly last_affected: string }
  | { readonly limit: string };

export interface AdvisoryRange {
  /** `GIT` ranges name commits, not versions, and are never kept. */
  readonly type: 'SEMVER' | 'ECOSYSTEM';
  readonly events: readonly RangeEvent[];
}

/**
 * What an advisory says of one package: affected is what a range or the list of versions holds.
 * Without either, the record names commits, and nobody can tell which versions have them.
 */
export interface AffectedPackage {
  readonly ecosystem: string;
  /** As `normalisePackageName` spells it. */
  readonly packageName: string;
  readonly ranges: readonly AdvisoryRange[];
  readonly versions: readonly string[];
}

export interface Advisory {
  readonly id: string;
  readonly kind: Finding['kind'];
  readonly aliases: readonly string[];
  /** One line of plain text; may be empty. */
  readonly summary: string;
  /** CommonMark from the outside: sanitise before showing. */
  readonly details: string;
  readonly severity: Severity;
  /** CVSS base score 0–10, or null when nobody stated a vector. */
  readonly score: number | null;
  /** Addresses with http or https only. */
  readonly references: readonly string[];
  readonly modified: Date;
  readonly published: Date | null;
  /** A withdrawn advisory affects nothing. It stays stored: a later import may revive it. */
  readonly withdrawn: Date | null;
}
