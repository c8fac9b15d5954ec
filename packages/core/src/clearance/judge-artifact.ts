import type { Artifact, Decision, Format, Package, RepositoryKind, Tx } from '@bonded/database';
import { formatCoordinates } from '@bonded/kernel';
import type { AuditEntry } from '../trail/index.ts';
import { clear } from './clear.ts';
import { type FactsReader, loadFacts } from './load-facts.ts';
import { currentPolicyRow, policyOf } from './policy.ts';
import type { DecisionDraft } from './record-decision.ts';

export const withPlace = {
  package: true,
  repository: { include: { project: true } },
} as const;

export type PlacedArtifact = Artifact & {
  readonly package: Pick<Package, 'name' | 'nameKey'>;
  readonly repository: {
    readonly slug: string;
    readonly kind: RepositoryKind;
    readonly format: Format;
    readonly projectId: string;
    readonly project: { readonly slug: string };
  };
};

/** What its repository's policy says of an artifact as it stands now. Reads only. */
export async function judgeArtifact(
  tx: FactsReader & Pick<Tx, 'policy'>,
  artifact: PlacedArtifact,
): Promise<Omit<DecisionDraft, 'kind'>> {
  const row = await currentPolicyRow(tx, artifact.repositoryId);
  const policy = policyOf(row, artifact.repository.kind);
  const facts = await loadFacts(tx, artifact, policy);
  return { artifact, subject: subjectOf(artifact), verdict: clear(facts, policy), facts, policy };
}

/** `project/repository/name@version`. */
function subjectOf({ repository, package: { name }, version }: PlacedArtifact): string {
  const { slug, project } = repository;
  return formatCoordinates({ project: project.slug, repository: slug, name, version });
}

function placeOf({ repository, repositoryId }: PlacedArtifact) {
  return { kind: 'repository', projectId: repository.projectId, repositoryId } as const;
}

/** A decision is an act of its own in the log, whatever led to it. */
export function decisionEntry(
  artifact: PlacedArtifact,
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
