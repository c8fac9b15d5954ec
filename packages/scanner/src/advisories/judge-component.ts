import type { Finding, ScanComponent, UnjudgedComponent } from '../scanner.ts';
import type { AdvisoryRow } from './advisory-index.ts';
import { matcherFor } from './ecosystems.ts';
import type { Match } from './match.ts';

export type Verdict = { readonly finding: Finding } | { readonly unjudged: UnjudgedComponent };

/**
 * One finding for each advisory that affects the component, in the order of their ids, and one note
 * when there is something that nobody can judge. `rows` are those of the component's package.
 */
export function judgeComponent(component: ScanComponent, rows: readonly AdvisoryRow[]): Verdict[] {
  const matcher = matcherFor(component.ecosystem);
  if (matcher === null) return [unjudged(component, 'ecosystem-unknown')];
  const inForce = rows.filter(({ advisory }) => advisory.withdrawn === null);
  const matches = [...Map.groupBy(inForce, ({ advisory }) => advisory.id)]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([, statements]) => ({ statements, match: matcher(component, statements) }));
  const verdicts: Verdict[] = matches.flatMap(({ statements, match }) => {
    const finding = findingOf(component, statements, match);
    return finding === null ? [] : [{ finding }];
  });
  const isUnreadable = matches.some(({ match }) => match.verdict === 'version-unreadable');
  return isUnreadable ? [...verdicts, unjudged(component, 'version-unreadable')] : verdicts;
}

function findingOf(
  { purl, relation }: ScanComponent,
  statements: readonly AdvisoryRow[],
  match: Match,
): Finding | null {
  const advisory = statements[0]?.advisory;
  if (advisory === undefined || match.verdict !== 'affected') return null;
  return {
    kind: advisory.kind,
    advisoryId: advisory.id,
    aliases: advisory.aliases,
    componentPurl: purl,
    severity: advisory.severity,
    score: advisory.score,
    title: advisory.summary === '' ? advisory.id : advisory.summary,
    fixedIn: match.fixedIn,
    relation,
  };
}

function unjudged(
  { purl: componentPurl, relation }: ScanComponent,
  reason: UnjudgedComponent['reason'],
): Verdict {
  return { unjudged: { componentPurl, reason, relation } };
}
