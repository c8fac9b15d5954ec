import { displayPrefixOf, hashApiKey, newApiKey } from '@bonded/auth';
import { type ApiKey, type Tx, transact } from '@bonded/database';
import { newId } from '@bonded/kernel';
import { z } from 'zod';
import {
  type Actor,
  accessDenied,
  allActions,
  authorise,
  canAnywhere,
  globalScope,
} from '../access/index.ts';
import type { IdentityPorts } from '../identity/index.ts';
import { displayName, invalidInput, parseInput, slug } from '../input/index.ts';
import { findScope } from '../repositories/index.ts';
import { recordAudit } from '../trail/index.ts';

const input = z
  .object({
    name: displayName,
    actions: z.array(z.enum(allActions)).max(allActions.length).nullish(),
    project: slug.nullish(),
    repository: slug.nullish(),
    expiresAt: z.date().nullish(),
  })
  .refine((value) => value.repository == null || value.project != null, {
    path: ['project'],
    message: 'A repository is named together with its project.',
  });

export interface CreateApiKeyInput {
  readonly name: string;
  readonly actions?: readonly string[] | null | undefined;
  readonly project?: string | null | undefined;
  readonly repository?: string | null | undefined;
  readonly expiresAt?: Date | null | undefined;
}

type KeyPorts = Pick<IdentityPorts, 'database' | 'clock' | 'pepper'>;

/**
 * Makes a key for the actor itself. The secret is in this answer and nowhere else. A key never does
 * more than its owner, nor, when a key makes it, more than that key: a child of a narrowed key
 * would be broader than its parent.
 */
export async function createApiKey(
  ports: KeyPorts,
  actor: Actor,
  raw: CreateApiKeyInput,
  /** Written in the same transaction: what must be true exactly when the key is there. */
  alongside?: (tx: Tx) => Promise<unknown>,
): Promise<{ readonly apiKey: ApiKey; readonly secret: string }> {
  const wanted = parseInput(input, raw);
  const userId = await authoriseCreate(ports, actor, wanted.name);
  if (wanted.expiresAt != null && wanted.expiresAt <= ports.clock.now()) {
    throw invalidInput('A key that has expired already opens nothing.');
  }
  const scope = await findScope(ports, actor, wanted);
  const secret = newApiKey();
  const data = {
    id: newId(),
    name: wanted.name,
    prefix: displayPrefixOf(secret),
    secretHash: hashApiKey(secret, ports.pepper),
    userId,
    actions: [...new Set(wanted.actions ?? [])],
    projectId: scope.kind === 'project' ? scope.projectId : null,
    repositoryId: scope.kind === 'repository' ? scope.repositoryId : null,
    expiresAt: wanted.expiresAt ?? null,
  };
  const apiKey = await transact(ports.database, async (tx) => {
    const row = await tx.apiKey.create({ data });
    await recordAudit(tx, actor, {
      action: 'key.create',
      resource: { kind: 'api-key', id: row.id, name: row.name },
      place: scope,
      details: { prefix: row.prefix, actions: row.actions },
    });
    await alongside?.(tx);
    return row;
  });
  return { apiKey, secret };
}

async function authoriseCreate(ports: KeyPorts, actor: Actor, name: string): Promise<string> {
  // Held anywhere is enough: a key reaches no further than its owner does.
  if (!canAnywhere(actor, 'key:create')) {
    const resource = { kind: 'api-key', name };
    await authorise(ports, actor, { action: 'key:create', place: globalScope, resource });
  }
  if (actor.kind !== 'user' || actor.userId === null) {
    throw accessDenied('Only a signed-in person creates API keys, not a key.');
  }
  return actor.userId;
}
