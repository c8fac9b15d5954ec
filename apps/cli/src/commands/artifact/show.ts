import { z } from 'zod';
import { decision } from '../decision/decision.ts';
import { itemCommand } from '../item-command.ts';
import { artifact, artifactRow } from './artifact.ts';
import { artifactByPath, artifactId } from './find-artifact.ts';

const counts = z.object({
  malware: z.number(),
  critical: z.number(),
  high: z.number(),
  medium: z.number(),
  low: z.number(),
});

export const showArtifact = itemCommand({
  usage: 'show <artifact>',
  says: 'Show an artifact (project/repository/name@version, or its id) and what was decided on it',
  shape: {
    row: artifactRow.extend({
      licence: z.string().nullable(),
      installCommand: z.string(),
      findingCounts: counts.nullable(),
      currentDecision: decision.row.nullable(),
    }),
    columns: artifact.columns,
    details: [
      ...(artifact.details ?? []),
      { title: 'licence', of: ({ licence }) => licence },
      { title: 'install', of: ({ installCommand }) => installCommand },
      { title: 'findings', of: ({ findingCounts }) => countWords(findingCounts) },
      { title: 'receipt', of: ({ currentDecision }) => currentDecision?.number ?? null },
      { title: 'because', of: ({ currentDecision }) => currentDecision?.reasons ?? null },
      { title: 'way out', of: ({ currentDecision }) => currentDecision?.howToUnblock ?? null },
    ],
  },
  document: `query Artifact($id: ID!) {
    node(id: $id) {
      ... on Artifact {
        ${artifact.fields} licence installCommand
        findingCounts { malware critical high medium low }
        currentDecision { ${decision.fields} }
      }
    }
  }`,
  at: 'node',
  asks: [artifactByPath],
  variables: async (call) => ({ id: await artifactId(call.context, call.arg(0)) }),
});

/** `critical 1, low 4` */
function countWords(found: z.output<typeof counts> | null): string | null {
  if (found === null) return null;
  const words = Object.entries(found).filter(([, count]) => count > 0);
  return words.length === 0 ? 'none' : words.map(([name, count]) => `${name} ${count}`).join(', ');
}
