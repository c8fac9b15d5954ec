import { addJob, transact } from '@bonded/database';
import { z } from 'zod';
import { type Actor, authorise, scopeOf } from '../access/index.ts';
import { announce } from '../events/index.ts';
import { id, parseInput } from '../input/index.ts';
import type { Ports } from '../ports.ts';
import { recordAudit } from '../trail/index.ts';
import { auditedRule, placeOfRule } from './create-policy-rule.ts';
import { policyRuleNotFound } from './errors.ts';

/** Takes a rule back; what it held or let out is judged anew. Errors: POLICY_RULE_NOT_FOUND. */
export async function deletePolicyRule(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  raw: { readonly id: string },
): Promise<void> {
  const rule = await ports.database.prisma.policyRule.findUnique({
    where: parseInput(z.object({ id }), raw),
    include: { repository: { select: { projectId: true } } },
  });
  if (rule === null) throw policyRuleNotFound('There is no such rule.');
  const place = scopeOf({ ...rule, homeId: rule.repository?.projectId ?? null });
  const resource = { kind: 'policy-rule', id: rule.id, name: rule.name };
  const hiddenAs = () => policyRuleNotFound('There is no such rule.');
  await authorise(ports, actor, { action: 'policy:update', place, resource, hiddenAs });
  await transact(ports.database, async (tx) => {
    const { count } = await tx.policyRule.deleteMany({ where: { id: rule.id } });
    if (count === 0) return;
    const details = { ...auditedRule(rule) };
    await recordAudit(tx, actor, { action: 'rule.delete', resource, place, details });
    await addJob(tx, 'settle_place', { ...placeOfRule(rule) }, {});
    announce(tx, { type: 'policy-rules.changed' });
  });
}
