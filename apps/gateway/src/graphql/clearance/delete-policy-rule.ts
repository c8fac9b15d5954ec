import { deletePolicyRule } from '@bonded/core/clearance';
import { mutation } from '../mutation.ts';

mutation('deletePolicyRule', {
  needs: 'policy:update',
  audits: 'rule.delete',
  input: (t) => ({ id: t.id({ required: true }) }),
  payload: { deletedId: 'ID' },
  resolve: async ({ ports, actor }, { id }) => {
    await deletePolicyRule(ports, actor, { id });
    return { deletedId: id };
  },
});
