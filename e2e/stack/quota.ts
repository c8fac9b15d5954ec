import type { Client } from './api.ts';

/** How much a project may hold, in bytes; null: no limit. */
export async function setQuota(
  admin: Client,
  slug: string,
  limitBytes: string | null,
): Promise<void> {
  const { project } = await admin.graphql<{ project: { id: string } }>(
    'query ($slug: String!) { project(slug: $slug) { id } }',
    { slug },
  );
  await admin.graphql(
    'mutation ($input: UpdateQuotaInput!) { updateQuota(input: $input) { project { id } } }',
    { input: { projectId: project.id, limitBytes } },
  );
}
