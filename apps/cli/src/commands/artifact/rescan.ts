import { itemCommand } from '../item-command.ts';
import { scan } from '../scan/scan.ts';
import { artifactByPath, artifactId } from './find-artifact.ts';

export const rescanArtifact = itemCommand({
  usage: 'rescan <artifact>',
  says: 'Scan an artifact again',
  options: [{ flags: '--note <text>', says: 'why, for the audit log' }],
  shape: scan,
  document: `mutation RescanArtifact($input: RescanArtifactInput!) {
    rescanArtifact(input: $input) { scan { ${scan.fields} } }
  }`,
  at: 'rescanArtifact.scan',
  asks: [artifactByPath],
  variables: async (call) => ({
    input: { id: await artifactId(call.context, call.arg(0)), note: call.text('note') },
  }),
});
