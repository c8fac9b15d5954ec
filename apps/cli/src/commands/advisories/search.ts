import { z } from 'zod';
import { pageFields } from '../../gateway/listing.ts';
import { listCommand } from '../list-command.ts';
import type { Shape } from '../shape.ts';
import { moment } from '../time.ts';

const advisoryRow = z.object({
  advisoryId: z.string(),
  kind: z.string(),
  severity: z.string(),
  score: z.number().nullable(),
  summary: z.string(),
  aliases: z.array(z.string()),
  publishedAt: moment.nullable(),
  modifiedAt: moment,
});

const advisory: Shape<z.output<typeof advisoryRow>> = {
  fields: 'advisoryId kind severity score summary aliases publishedAt modifiedAt',
  row: advisoryRow,
  columns: [
    { title: 'advisory', of: ({ advisoryId }) => advisoryId },
    { title: 'kind', of: ({ kind }) => kind.toLowerCase() },
    { title: 'severity', of: ({ severity }) => severity.toLowerCase() },
    { title: 'also', of: ({ aliases }) => aliases },
    { title: 'summary', of: ({ summary }) => summary },
  ],
};

export const searchAdvisories = listCommand({
  usage: 'search <text>',
  says: 'Find advisories by id, alias or words of their summary',
  shape: advisory,
  document: `query Advisories($first: Int!, $after: String, $search: String) {
    advisories(first: $first, after: $after, search: $search) {
      ${pageFields} nodes { ${advisory.fields} }
    }
  }`,
  at: 'advisories',
  variables: (call) => ({ search: call.arg(0) }),
});
