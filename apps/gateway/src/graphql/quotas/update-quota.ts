import { updateQuota } from '@bonded/core/quotas';
import { mutation } from '../mutation.ts';
import { Project } from '../projects/project.ts';

mutation('updateQuota', {
  needs: 'quota:update',
  audits: 'quota.update',
  input: (t) => ({
    projectId: t.id({ required: true }),
    limitBytes: t.field({ type: 'BigInt', description: 'Left out or null: no limit.' }),
  }),
  payload: { project: Project },
  resolve: async ({ ports, actor }, { projectId, limitBytes }) => ({
    project: await updateQuota(ports, actor, { projectId, limitBytes: limitBytes ?? null }),
  }),
});
