import { parseBytes } from '../../terminal/sizes.ts';
import { itemCommand } from '../item-command.ts';
import { projectBySlug, projectId } from './find-project.ts';
import { project, projectRow } from './project.ts';
import { quota, quotaColumns } from './quota.ts';

export const setQuota = itemCommand({
  usage: 'set-quota <slug> <limit>',
  says: 'Say how much a project may hold: 50GiB, 500MB, or none',
  shape: {
    row: projectRow.extend({ quota: quota.row }),
    columns: project.columns,
    details: quotaColumns,
  },
  document: `mutation SetQuota($input: UpdateQuotaInput!) {
    updateQuota(input: $input) { project { ${project.fields} ${quota.fields} } }
  }`,
  at: 'updateQuota.project',
  asks: [projectBySlug],
  variables: async (call) => {
    const limit = call.arg(1);
    const limitBytes = limit === 'none' ? null : parseBytes(limit).toString();
    return { input: { projectId: await projectId(call.context, call.arg(0)), limitBytes } };
  },
});
