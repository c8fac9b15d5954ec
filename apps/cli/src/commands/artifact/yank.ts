import type { Command } from '../command.ts';
import { itemCommand } from '../item-command.ts';
import { artifact } from './artifact.ts';
import { artifactByPath, artifactId } from './find-artifact.ts';

interface YankSpec {
  readonly verb: 'yank' | 'unyank';
  readonly says: string;
  readonly options?: Command['options'];
}

function yankCommand({ verb, says, options = [] }: YankSpec): Command {
  return itemCommand({
    usage: `${verb} <artifact>`,
    says,
    options,
    shape: artifact,
    document: `mutation YankArtifact($input: YankArtifactInput!) {
      yankArtifact(input: $input) { artifact { ${artifact.fields} } }
    }`,
    at: 'yankArtifact.artifact',
    asks: [artifactByPath],
    variables: async (call) => ({
      input: {
        id: await artifactId(call.context, call.arg(0)),
        isYanked: verb === 'yank',
        reason: call.text('reason'),
      },
    }),
  });
}

export const yankArtifact = yankCommand({
  verb: 'yank',
  says: 'Take an artifact back: only who names its version still gets it',
  options: [{ flags: '--reason <text>', says: 'why, for everybody to read' }],
});

export const unyankArtifact = yankCommand({
  verb: 'unyank',
  says: 'Bring a yanked artifact out again',
});
