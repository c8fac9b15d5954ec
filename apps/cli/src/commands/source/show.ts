import { z } from 'zod';
import { parsePackage } from '../address.ts';
import { itemCommand } from '../item-command.ts';
import { source, sourceRow } from './source.ts';

const refsShownMax = 50;

const refs = z.object({
  nodes: z.array(
    z.object({
      kind: z.string(),
      name: z.string(),
      version: z.string().nullable(),
      skipReason: z.string().nullable(),
    }),
  ),
});

export const showSource = itemCommand({
  usage: 'show <project/repository/vendor/name>',
  says: 'Show a source, its health and why tags and branches are no versions',
  shape: {
    row: sourceRow.extend({ refs }),
    columns: source.columns,
    details: [
      ...(source.details ?? []),
      {
        title: 'skipped',
        of: (row) =>
          row.refs.nodes.map(({ name, skipReason }) => `${name}: ${skipReason}`).join('\n'),
      },
    ],
  },
  document: `query VcsSource($project: String!, $repository: String!, $name: String!) {
    vcsSource(project: $project, repository: $repository, name: $name) {
      ${source.fields}
      refs(first: ${refsShownMax}, isSkipped: true) { nodes { kind name version skipReason } }
    }
  }`,
  at: 'vcsSource',
  variables: (call) => parsePackage(call.arg(0)),
});
