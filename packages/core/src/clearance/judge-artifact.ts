import type { Decision, Prisma } from '@bonded/database';
import { formatCoordinates } from '@bonded/kernel';
import type { AuditEntry } from '../trail/index.ts';
import { clear } from './clear.ts';
import { type FactsReader, loadFacts, standingReview } from './load-facts.ts';
import { newestPolicy, policyOf } from './policy.ts';
import type { DecisionDraft } from './record-decision.ts';

/** An artifact with what it is judged by, so that one question brings it all. */
export const withCase = {
  package: true,
  repository: { include: { project: true, policies: newestPolicy } },
  decisions: standingReview,
} as const satisfies Prisma.ArtifactInclude;

export type JudgedArtifact = Prisma.ArtifactGetPayload<{ include: typeof withCase }>;

/** What its repository's policy says of an artifact as it stands now. Reads only. */
export async function judgeArtifact(
  tx: FactsReader,
  artifact: JudgedArtifact,
): Promise<Omit<DecisionDraft, 'kind'>> {
  const { kind, policies } = artifact.repository;
  const policy = policyOf(policies[0] ?? null, kind);
  const facts = await loadFacts(tx, artifact, policy);
  return { artifact, subject: subjectOf(artifact), verdict: clear(facts, policy), facts, policy };
}

/** `project/repository/name@version`. */
function subjectOf({ repository, package: { name }, version }: JudgedArtifact): string {
  const { slug, project } = repository;
  return formatCoordinates({ project: project.slug, repository: slug, name, version });
}

function placeOf({ repository, repositoryId }: JudgedArtifact) {
  return { kind: 'repository', projectId: repository.projectId, repositoryId } as const;
}

/** A decision is an act of its own in the log, whatever led to it. */
export function decisionEntry(
  artifact: JudgedArtifact,
  decision: Decision,
  details: Readonly<Record<string, string>> = {},
): AuditEntry {
  const { kind, effect, number, rule } = decision;
  return {
    action: `decision.${effect.toLowerCase()}`,
    resource: { kind: 'artifact', id: artifact.id, name: decision.subject },
    place: placeOf(artifact),
    details: { decision: number, rule, kind, ...details },
  };
}
