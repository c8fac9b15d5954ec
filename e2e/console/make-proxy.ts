import { gatewayUrl } from './addresses.ts';
import { adminClient, randomSlug } from './gateway-client.ts';
import { warehouse } from './seed.ts';

const { project, npm } = warehouse;

/** In the warehouse's project where no other is named. */
export async function makeRepository(input: object): Promise<string> {
  const admin = await adminClient();
  const { createRepository } = await admin.graphql<{
    createRepository: { repository: { id: string } };
  }>(
    'mutation ($input: CreateRepositoryInput!) { createRepository(input: $input) { repository { id } } }',
    { input: { project, format: 'NPM', ...input } },
  );
  return createRepository.repository.id;
}

/** A proxy over a repository of the same installation: that is a server like another. */
export async function makeProxy(slug: string, home: string = project): Promise<string> {
  const { token } = await adminClient();
  const upstreamUrl = `${gatewayUrl()}/npm/${project}/${npm}/`;
  const upstream = { upstreamUrl, upstreamSecret: token };
  return makeRepository({ project: home, slug, kind: 'PROXY', ...upstream });
}

/** Nothing waits for its age or for a scan. */
export async function giveOutAtOnce(repositoryId: string): Promise<void> {
  const admin = await adminClient();
  await admin.graphql(
    'mutation ($input: UpdatePolicyInput!) { updatePolicy(input: $input) { policy { version } } }',
    {
      input: {
        ...{ repositoryId, blockSeverity: 'CRITICAL', blockMalware: true },
        ...{ holdUnscanned: false, cooldownHours: 0 },
      },
    },
  );
}

/** A project of its own: what a project has itself is never asked for elsewhere. */
export async function makeHome(): Promise<string> {
  const admin = await adminClient();
  const home = randomSlug('elsewhere');
  await admin.graphql(
    'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }',
    { input: { slug: home, name: home } },
  );
  return home;
}
