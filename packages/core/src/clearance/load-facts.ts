import type { Artifact, Package, Prisma, Tx } from '@bonded/database';
import type { Severity } from '@bonded/scanner';
import { coolsAt } from './clear.ts';
import type {
  ClearanceFacts,
  ClearancePolicy,
  JudgedFinding,
  Review,
  UpstreamFact,
} from './facts.ts';
import { loadRules, type RulePlace } from './load-rules.ts';
import { rulesAbout } from './policy-rule.ts';

/** More findings than this say nothing more: the artifact is long blocked. */
const findingsMax = 200;

const worstFirst: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'none'];

export interface FactualArtifact
  extends Pick<
    Artifact,
    | ('id' | 'state' | 'scanStatus' | 'contentAt' | 'version' | 'licence' | 'repositoryId')
    | ('originUrl' | 'originCommit' | 'movedTo' | 'upstreamAt' | 'createdAt')
  > {
  readonly package: Pick<Package, 'name' | 'nameKey'>;
  readonly repository: Omit<RulePlace, 'repositoryId'>;
  /** As `standingReview` reads them. */
  readonly decisions: readonly ReviewRow[];
}

export type FactsReader = Pick<Tx, '$queryRaw' | 'policyRule'>;

/** Of an artifact's decisions what people said last. */
export const standingReview = {
  where: { kind: 'REVIEW' },
  orderBy: { createdAt: 'desc' },
  take: 1,
  select: {
    ...{ effect: true, number: true, note: true, facts: true },
    user: { select: { displayName: true } },
  },
} as const satisfies Prisma.Artifact$decisionsArgs;

type ReviewRow = Prisma.DecisionGetPayload<Pick<typeof standingReview, 'select'>>;

/** Gathers what `clear` judges. Reads only, so a transaction or the plain client will do. */
export async function loadFacts(
  tx: FactsReader,
  artifact: FactualArtifact,
  { cooldownHours }: Pick<ClearancePolicy, 'cooldownHours'>,
): Promise<ClearanceFacts> {
  const { repository, repositoryId, version, licence } = artifact;
  const { originUrl, upstreamAt: publishedAt, createdAt: seenAt } = artifact;
  const { name, nameKey } = artifact.package;
  const rules = await loadRules(tx, { ...repository, repositoryId });
  return {
    state: artifact.state,
    contentAt: artifact.contentAt.toISOString(),
    scanStatus: artifact.scanStatus,
    findings: await loadFindings(tx, artifact.id),
    review: reviewOf(artifact),
    upstream: originUrl === null ? null : upstreamFact({ publishedAt, seenAt }, cooldownHours),
    rules: rulesAbout(rules, { name, nameKey, version, licence }),
    ...movedFact(artifact),
  };
}

function movedFact({ originCommit: from, movedTo: to }: FactualArtifact) {
  return from === null || to === null ? {} : { moved: { from, to } };
}

/** A date, and whether it is too young now: a fact, so that judging it again says the same. */
export function upstreamFact(
  { publishedAt, seenAt }: { readonly publishedAt: Date | null; readonly seenAt: Date },
  cooldownHours: number,
): UpstreamFact {
  return {
    publishedAt: publishedAt?.toISOString() ?? null,
    seenAt: seenAt.toISOString(),
    isCooling: coolsAt({ publishedAt, seenAt }, cooldownHours).getTime() > Date.now(),
  };
}

/**
 * What the last successful scan found, and any scan after it that failed half-way: a finding is one
 * whatever else could not be looked at.
 */
async function loadFindings(
  tx: FactsReader,
  artifactId: string,
): Promise<readonly JudgedFinding[]> {
  // The worst first, so that a cut never takes what a policy would have stopped at.
  return tx.$queryRaw<JudgedFinding[]>`
    SELECT advisory_id AS "advisoryId", kind, severity
    FROM (
      SELECT DISTINCT ON (advisory_id) advisory_id, kind, severity
      FROM findings JOIN scans ON scans.id = scan_id
      WHERE artifact_id = ${artifactId}::uuid AND relation IN ('self', 'bundled')
        AND scans.created_at >= COALESCE(
          (
            SELECT max(created_at) FROM scans
            WHERE artifact_id = ${artifactId}::uuid AND status = 'SCANNED'
          ),
          '-infinity'
        )
      ORDER BY advisory_id, scans.created_at DESC
    ) AS known
    ORDER BY kind, array_position(${worstFirst}::text[], severity), advisory_id
    LIMIT ${findingsMax}`;
}

/** A release is for the bytes that were there; a rejection holds until somebody releases. */
function reviewOf({
  contentAt,
  decisions: [row],
}: Pick<FactualArtifact, 'contentAt' | 'decisions'>): Review | null {
  if (row === undefined || row.effect === 'HOLD') return null;
  // NOTE: a review's facts are a ClearanceFacts written by `decide`.
  const facts = row.facts as unknown as Omit<ClearanceFacts, 'rules'> & Partial<ClearanceFacts>;
  if (row.effect === 'ALLOW' && facts.contentAt !== contentAt.toISOString()) return null;
  return {
    effect: row.effect,
    number: row.number,
    note: row.note ?? '',
    by: row.user?.displayName ?? 'a former user',
    acknowledged: facts.findings.map((finding) => finding.advisoryId),
    // Decisions of before there were rules have none.
    acknowledgedRules: (facts.rules ?? []).map(({ id }) => id),
    ...(facts.moved !== undefined && { movedTo: facts.moved.to }),
  };
}
