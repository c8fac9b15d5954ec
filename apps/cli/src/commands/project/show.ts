import { artifactCounts, countColumns } from '../artifact-counts.ts';
import { itemCommand } from '../item-command.ts';
import { project, projectRow } from './project.ts';
import { quota, quotaColumns } from './quota.ts';

export const showProject = itemCommand({
  usage: 'show <slug>',
  says: 'Show a project and how much it holds',
  shape: {
    row: projectRow.extend({ artifactCounts: artifactCounts.row, quota: quota.row }),
    columns: project.columns,
    details: [...(project.details ?? []), ...countColumns, ...quotaColumns],
  },
  document: `query Project($slug: String!) {
    project(slug: $slug) { ${project.fields} ${artifactCounts.fields} ${quota.fields} }
  }`,
  at: 'project',
  variables: (call) => ({ slug: call.arg(0) }),
});
