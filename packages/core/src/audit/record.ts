import type { Database, Prisma, Tx } from '@bonded/database';
import { newId } from '@bonded/kernel';
import type { Actor, Scope } from '../access/actor.ts';

export interface AuditResource {
  readonly kind: string;
  readonly id?: string;
  /** What a person calls it, at the time. */
  readonly name: string;
}

export interface AuditEntry {
  /** `noun.verb`. */
  readonly action: string;
  readonly resource: AuditResource;
  /** Decides who may read the event. */
  readonly place: Scope;
  /** Never secrets; the log keeps what it is given. */
  readonly details?: Prisma.InputJsonObject;
}

const textLengthMax = 512;

function rowOf(actor: Actor, entry: AuditEntry, outcome: 'SUCCESS' | 'REFUSED') {
  return {
    id: newId(),
    action: entry.action,
    outcome,
    actorKind: actor.kind,
    actorId: actor.userId,
    actorName: actor.name.slice(0, textLengthMax),
    resourceKind: entry.resource.kind,
    resourceId: entry.resource.id ?? null,
    resourceName: entry.resource.name.slice(0, textLengthMax),
    projectId: entry.place.kind === 'global' ? null : entry.place.projectId,
    repositoryId: entry.place.kind === 'repository' ? entry.place.repositoryId : null,
    ip: actor.origin.ip,
    userAgent: actor.origin.userAgent?.slice(0, textLengthMax) ?? null,
    requestId: actor.origin.requestId,
    details: {
      ...entry.details,
      ...(actor.apiKeyId === null ? {} : { apiKeyId: actor.apiKeyId }),
    },
  } satisfies Prisma.AuditEventCreateManyInput;
}

/** Writes the event in the transaction of the change it speaks of: both are there, or neither. */
export async function recordAudit(tx: Tx, actor: Actor, entry: AuditEntry): Promise<void> {
  await tx.auditEvent.create({ data: rowOf(actor, entry, 'SUCCESS') });
}

/** Writes down that something was refused. There is no change to share a transaction with. */
export async function recordRefusal(
  database: Database,
  actor: Actor,
  entry: AuditEntry,
): Promise<void> {
  await database.prisma.auditEvent.create({ data: rowOf(actor, entry, 'REFUSED') });
}
