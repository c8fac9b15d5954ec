import type { Decision } from '@bonded/database';
import { formatCoordinates } from '@bonded/kernel';
import type { StoredFile } from '../caches/index.ts';
import type { Ports } from '../ports.ts';
import type { RepositoryWithProject } from '../repositories/index.ts';
import { clear } from './clear.ts';
import { loadFacts } from './load-facts.ts';
import { currentPolicyRow, policyOf } from './policy.ts';
import { recordDecision } from './record-decision.ts';

/**
 * The standing decision about taking an artifact out. Judged from the facts, kept until something
 * about the artifact, its repository or its policy changes, and stored once for all who ask
 * meanwhile.
 */
export function judgeDownload(
  ports: Pick<Ports, 'database' | 'caches'>,
  repository: RepositoryWithProject,
  artifact: StoredFile['artifact'],
): Promise<Decision> {
  return ports.caches.decisions.get(artifact.id, async () => {
    const prisma = ports.database.prisma;
    // Read again: the row in hand may come from a cache, and this is the moment of truth.
    const current = await prisma.artifact.findUniqueOrThrow({ where: { id: artifact.id } });
    const facts = await loadFacts(prisma, current);
    const policy = policyOf(await currentPolicyRow(prisma, repository.id));
    const subject = formatCoordinates({
      project: repository.project.slug,
      repository: repository.slug,
      name: artifact.package.name,
      version: artifact.version,
    });
    const verdict = clear(facts, policy);
    return recordDecision(prisma, { kind: 'DOWNLOAD', artifact, subject, verdict, facts, policy });
  });
}
