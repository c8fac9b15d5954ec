import { deleted } from '../deleted.ts';
import { itemCommand } from '../item-command.ts';

export const deleteRule = itemCommand({
  usage: 'delete <id>',
  says: 'Take a rule back; what it held or let out is judged anew',
  shape: deleted,
  document: `mutation DeletePolicyRule($input: DeletePolicyRuleInput!) {
    deletePolicyRule(input: $input) { deletedId }
  }`,
  at: 'deletePolicyRule',
  variables: (call) => ({ input: { id: call.arg(0) } }),
  done: () => 'Deleted.',
});
