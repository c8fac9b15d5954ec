import { type Decision, transact } from '@bonded/database';
import type { Actor } from '../access/index.ts';
import type { Ports } from '../ports.ts';
import { recordAudit } from '../trail/index.ts';
import { decisionEntry, judgeArtifact, withCase } from './judge-artifact.ts';
import { recordDecision } from './record-decision.ts';

/**
 * The standing decision about taking an artifact out. Judged from the facts, kept until something
 * about the artifact, its repository or its policy changes, and stored once for all who ask
 * meanwhile; the log names who asked first.
 */
export function judgeDownload(
  ports: Pick<Ports, 'database' | 'caches'>,
  actor: Actor,
  artifactId: string,
): Promise<Decision> {
  return ports.caches.decisions.get(artifactId, () => decide(ports, actor, artifactId));
}

/** In one snapshot: facts of before and after a change, mixed, might clear what neither does. */
function decide(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  artifactId: string,
): Promise<Decision> {
  const isolationLevel = 'RepeatableRead';
  return transact(
    ports.database,
    async (tx) => {
      const artifact = await tx.artifact.findUniqueOrThrow({
        where: { id: artifactId },
        include: withCase,
      });
      const draft = { kind: 'DOWNLOAD', ...(await judgeArtifact(tx, artifact)) } as const;
      const { decision, isNew } = await recordDecision(tx, draft);
      if (isNew) await recordAudit(tx, actor, decisionEntry(artifact, decision));
      return decision;
    },
    { isolationLevel },
  );
}
