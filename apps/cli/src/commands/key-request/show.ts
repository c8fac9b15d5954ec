import { itemCommand } from '../item-command.ts';
import { keyRequest } from './key-request.ts';

export const showKeyRequest = itemCommand({
  usage: 'show <id>',
  says: 'Show which client waits: the id ends the address that it printed',
  shape: keyRequest,
  document: `query KeyRequest($id: ID!) {
    keyRequest(id: $id) { ${keyRequest.fields} }
  }`,
  at: 'keyRequest',
  variables: (call) => ({ id: call.arg(0) }),
});
