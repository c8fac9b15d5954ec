import { itemCommand } from '../item-command.ts';
import { keyRequest } from './key-request.ts';

export const grantKeyRequest = itemCommand({
  usage: 'grant <id>',
  says: 'Sign in a client that waits, such as npm login: it is yours, and gets a key',
  shape: keyRequest,
  document: `mutation GrantKeyRequest($input: GrantKeyRequestInput!) {
    grantKeyRequest(input: $input) { keyRequest { ${keyRequest.fields} } }
  }`,
  at: 'grantKeyRequest.keyRequest',
  variables: (call) => ({ input: { id: call.arg(0) } }),
});
