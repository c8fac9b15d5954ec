import { itemCommand } from '../item-command.ts';
import { keyRequest } from './key-request.ts';

export const refuseKeyRequest = itemCommand({
  usage: 'refuse <id>',
  says: 'Send away a client that waits and is not yours',
  shape: keyRequest,
  document: `mutation RefuseKeyRequest($input: RefuseKeyRequestInput!) {
    refuseKeyRequest(input: $input) { keyRequest { ${keyRequest.fields} } }
  }`,
  at: 'refuseKeyRequest.keyRequest',
  variables: (call) => ({ input: { id: call.arg(0) } }),
});
