import type { z } from 'zod';
import { notFound } from '../../errors.ts';
import { run } from '../../gateway/operation.ts';
import type { CommandContext } from '../call.ts';
import { allRoles } from './list.ts';
import type { roleRow } from './role.ts';

/** The role behind a name, in any case, or an id. Errors: CLI_NOT_FOUND. */
export async function findRole(
  { client }: CommandContext,
  named: string,
): Promise<z.output<typeof roleRow>> {
  const roles = await run(client, allRoles, {});
  const wanted = named.toLowerCase();
  const found =
    roles.find(({ id, name }) => id === named || name === named) ??
    roles.find(({ name }) => name.toLowerCase() === wanted);
  if (found === undefined) throw notFound(`There is no role "${named}".`);
  return found;
}
