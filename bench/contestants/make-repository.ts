import { randomBytes } from 'node:crypto';
import type { Bonded } from './bonded.ts';

export interface RepositoryWish {
  readonly format: 'NPM' | 'OCI';
  readonly kind: 'HOSTED' | 'PROXY' | 'GROUP';
  readonly upstreamUrl?: string;
  readonly members?: readonly string[];
}

/** What a new repository demands of its artifacts: all that it can, but for age. */
const rules = {
  blockSeverity: 'CRITICAL',
  blockMalware: true,
  holdUnscanned: true,
  // What a proxy fetches in a benchmark was published a moment ago.
  cooldownHours: 0,
};

/** Gives the slug of a repository of its own for a row. */
export async function makeRepository(bonded: Bonded, wish: RepositoryWish): Promise<string> {
  const slug = `${wish.kind.toLowerCase()}-${randomBytes(4).toString('hex')}`;
  const { createRepository } = await bonded.graphql<{
    createRepository: { repository: { id: string } };
  }>(
    `mutation ($input: CreateRepositoryInput!) {
      createRepository(input: $input) { repository { id } }
    }`,
    { input: { project: bonded.project, slug, ...wish } },
  );
  if (wish.kind === 'GROUP') return slug;
  const repositoryId = createRepository.repository.id;
  await bonded.graphql(
    'mutation ($input: UpdatePolicyInput!) { updatePolicy(input: $input) { policy { id } } }',
    { input: { repositoryId, ...rules } },
  );
  return slug;
}
