import type { Prisma, Tx } from '@bonded/database';
import { newId } from '@bonded/kernel';

/**
 * Who did it: what the log keeps of an `Actor`. The log knows nothing of rights, so that judging
 * them can be logged.
 */
export interface AuditAuthor {
  readonly kind: string;
  readonly userId: string | null;
  readonly name: string;
  readonly apiKeyId: string | null;
  readonly origin: {
    readonly ip: string | null;
    readonly userAgent: string | null;
    readonly requestId: string | null;
  };
}

/** Where it happened: what the log keeps of a `Scope`. */
export type AuditPlace =
  | { readonly kind: 'global' }
  | { readonly kind: 'project'; readonly projectId: string }
  | { readonly kind: 'repository'; readonly projectId: string; readonly repositoryId: string };

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
  readonly place: AuditPlace;
  /** Never secrets; the log keeps what it is given. */
  readonly details?: Prisma.InputJsonObject;
}

const textLengthMax = 512;

function rowOf(author: AuditAuthor, entry: AuditEntry, outcome: 'SUCCESS' | 'REFUSED') {
  return {
    id: newId(),
    action: entry.action,
    outcome,
    actorKind: author.kind,
    actorId: author.userId,
    actorName: author.name.slice(0, textLengthMax),
    resourceKind: entry.resource.kind,
    resourceId: entry.resource.id ?? null,
    resourceName: entry.resource.name.slice(0, textLengthMax),
    projectId: entry.place.kind === 'global' ? null : entry.place.projectId,
    repositoryId: entry.place.kind === 'repository' ? entry.place.repositoryId : null,
    ip: author.origin.ip,
    userAgent: author.origin.userAgent?.slice(0, textLengthMax) ?? null,
    requestId: author.origin.requestId,
    details: {
      ...entry.details,
      ...(author.apiKeyId === null ? {} : { apiKeyId: author.apiKeyId }),
    },
  } satisfies Prisma.AuditEventCreateManyInput;
}

/** Writes the event in the transaction of the change it speaks of: both are there, or neither. */
export async function recordAudit(tx: Tx, author: AuditAuthor, entry: AuditEntry): Promise<void> {
  await tx.auditEvent.create({ data: rowOf(author, entry, 'SUCCESS') });
}

/** Writes down that something was refused, by itself or with what the refusal changes. */
export async function recordRefusal(
  client: Pick<Tx, 'auditEvent'>,
  author: AuditAuthor,
  entry: AuditEntry,
): Promise<void> {
  await client.auditEvent.create({ data: rowOf(author, entry, 'REFUSED') });
}
