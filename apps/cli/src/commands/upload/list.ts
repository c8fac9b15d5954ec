import { pageFields } from '../../gateway/listing.ts';
import { listCommand } from '../list-command.ts';
import { uploadStates } from '../words.ts';
import { upload } from './upload.ts';

export const listUploads = listCommand({
  usage: 'list',
  says: 'List your uploads',
  options: [{ flags: '--state <state>', says: 'only these', choices: uploadStates }],
  shape: upload,
  document: `query Uploads($first: Int!, $after: String, $state: UploadState) {
    uploads(first: $first, after: $after, state: $state) {
      ${pageFields} nodes { ${upload.fields} }
    }
  }`,
  at: 'uploads',
  variables: (call) => ({ state: call.word('state') }),
});
