import type { PolicyRule } from '@bonded/database';
import type { Severity } from '@bonded/scanner';
import { versionRangeFor } from '@bonded/scanner/advisories';
import { matchesName } from '../input/index.ts';
import { liftedRules, type RuleFact } from './facts.ts';
import { isBoundBy } from './licence-pattern.ts';

/** What a rule looks at. */
export interface RuleSubject {
  readonly name: string;
  /** What all spellings of the name have in common, where there are several. */
  readonly nameKey: string | null;
  readonly version: string;
  readonly licence: string | null;
}

export type RuleRow = PolicyRule & { readonly createdBy: { readonly displayName: string } | null };

/** The rules that speak of a version, as facts about it. */
export function rulesAbout(rows: readonly RuleRow[], subject: RuleSubject): readonly RuleFact[] {
  return rows.filter((row) => isAbout(row, subject)).map(factOf);
}

function isAbout(row: RuleRow, subject: RuleSubject): boolean {
  if (!isNamed(row, subject)) return false;
  if (row.licence !== null && !isBoundBy(row.licence, subject.licence)) return false;
  if (row.versions === null) return true;
  const isInside = versionRangeFor(row.ecosystem, row.versions)?.(subject.version) ?? null;
  // What cannot be placed is denied, and not waived.
  return row.effect === 'DENY' ? isInside !== false : isInside === true;
}

/** A rule of no format knows no keys: it is written as the key is, and means every spelling. */
function isNamed(row: RuleRow, { name, nameKey }: RuleSubject): boolean {
  if (matchesName(row.name, name)) return true;
  return nameKey !== null && matchesName(row.nameKey ?? row.name, nameKey);
}

function factOf(row: RuleRow): RuleFact {
  return {
    id: row.id,
    effect: row.effect,
    // NOTE: written through `createPolicyRule`, which knows only severities.
    severity: row.severity as Severity | null,
    lifts: liftedRules.filter((line) => row.lifts.includes(line)),
    reason: row.reason,
    by: row.createdBy?.displayName ?? 'a former user',
    until: row.expiresAt?.toISOString() ?? null,
  };
}
