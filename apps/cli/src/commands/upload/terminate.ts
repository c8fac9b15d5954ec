import { itemCommand } from '../item-command.ts';
import { upload } from './upload.ts';

export const terminateUpload = itemCommand({
  usage: 'terminate <id>',
  says: 'End an upload and free what it took',
  shape: upload,
  document: `mutation TerminateUpload($input: TerminateUploadInput!) {
    terminateUpload(input: $input) { upload { ${upload.fields} } }
  }`,
  at: 'terminateUpload.upload',
  variables: (call) => ({ input: { id: call.arg(0) } }),
});
