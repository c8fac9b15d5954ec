import { assertAcceptablePassword } from '@bonded/auth';
import { isUniqueViolation, transact, type User } from '@bonded/database';
import { newId } from '@bonded/kernel';
import { z } from 'zod';
import { type Actor, authorise, globalScope } from '../access/index.ts';
import { displayName, parseInput } from '../input/index.ts';
import { recordAudit } from '../trail/index.ts';
import { userAlreadyExists } from './errors.ts';
import type { IdentityPorts } from './ports.ts';
import { normaliseUsername } from './sign-in.ts';

export const username = z
  .string()
  .transform(normaliseUsername)
  .pipe(
    z
      .string()
      .regex(
        /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/,
        '1–64 lower-case letters, digits, dots, hyphens and underscores.',
      ),
  );

const input = z.object({
  username,
  displayName,
  email: z.email('Not an e-mail address.').max(320).optional(),
  password: z.string(),
});

/**
 * Makes a user who signs in with a password. Errors: USER_ALREADY_EXISTS, PASSWORD_NOT_ACCEPTABLE.
 */
export async function createUser(
  ports: Pick<IdentityPorts, 'database' | 'passwords'>,
  actor: Actor,
  raw: z.input<typeof input>,
  signal: AbortSignal,
): Promise<User> {
  const { password, ...wanted } = parseInput(input, raw);
  const named = { kind: 'user', name: wanted.username };
  const demand = { action: 'user:create', place: globalScope, resource: named } as const;
  await authorise(ports, actor, demand);
  assertAcceptablePassword(password, wanted.username);
  const passwordHash = await ports.passwords.hash(password, signal);
  const data = { ...wanted, email: wanted.email ?? null, id: newId(), passwordHash };
  try {
    return await transact(ports.database, async (tx) => {
      const user = await tx.user.create({ data });
      const resource = { ...named, id: user.id };
      await recordAudit(tx, actor, { action: 'user.create', resource, place: globalScope });
      return user;
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw userAlreadyExists(`There is already a user "${wanted.username}".`, { cause: error });
  }
}
