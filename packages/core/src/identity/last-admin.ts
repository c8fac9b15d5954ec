import type { Tx } from '@bonded/database';
import { lastAdmin } from './errors.ts';

/** Fails the transaction that would leave nobody who can administer. Errors: LAST_ADMIN. */
export async function requireAnAdmin(tx: Tx): Promise<void> {
  const role = await tx.role.findUniqueOrThrow({ where: { name: 'Admin' } });
  // Two transactions that each remove one of the last two admins meet here and take turns.
  await tx.$queryRaw`SELECT 1 FROM roles WHERE id = ${role.id}::uuid FOR UPDATE`;
  const left = await tx.binding.count({
    where: { roleId: role.id, scopeKind: 'GLOBAL', user: { isDisabled: false } },
  });
  if (left === 0)
    throw lastAdmin('Somebody must stay able to administer: this was the last admin.');
}
