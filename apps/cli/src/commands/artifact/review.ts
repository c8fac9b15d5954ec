import { z } from 'zod';
import type { Command } from '../command.ts';
import { type Decision, decision } from '../decision/decision.ts';
import { itemCommand } from '../item-command.ts';
import type { Shape } from '../shape.ts';
import { artifact, artifactName, artifactRow } from './artifact.ts';
import { artifactByPath, artifactId } from './find-artifact.ts';

const reviewRow = z.object({ artifact: artifactRow, decision: decision.row });

type ReviewRow = { artifact: z.output<typeof artifactRow>; decision: Decision };

const review: Pick<Shape<ReviewRow>, 'row' | 'columns'> = {
  row: reviewRow,
  columns: [
    { title: 'artifact', of: (row) => artifactName(row.artifact) },
    { title: 'state', of: (row) => row.artifact.state.toLowerCase() },
    { title: 'receipt', of: (row) => row.decision.number },
    { title: 'note', of: (row) => row.decision.note },
  ],
};

interface ReviewSpec {
  readonly verb: 'release' | 'reject';
  readonly says: string;
}

/** A person's own verdict. The note is what others will read of it, so there has to be one. */
function reviewCommand({ verb, says }: ReviewSpec): Command {
  const name = `${verb}Artifact`;
  const type = `${verb === 'release' ? 'Release' : 'Reject'}Artifact`;
  return itemCommand({
    usage: `${verb} <artifact>`,
    says,
    options: [{ flags: '--note <text>', says: 'why, for everybody to read', isRequired: true }],
    shape: review,
    document: `mutation ${type}($input: ${type}Input!) {
      ${name}(input: $input) {
        artifact { ${artifact.fields} } decision { ${decision.fields} }
      }
    }`,
    at: name,
    asks: [artifactByPath],
    variables: async (call) => ({
      input: { id: await artifactId(call.context, call.arg(0)), note: call.text('note') },
    }),
  });
}

export const releaseArtifact = reviewCommand({
  verb: 'release',
  says: 'Release a held artifact; the note says why',
});

export const rejectArtifact = reviewCommand({
  verb: 'reject',
  says: 'Reject an artifact; the note says why',
});
