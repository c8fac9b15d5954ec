import { type Client, type Format, makeProject, type Place, randomName } from './api.ts';

export interface ProxyWish {
  readonly project?: string;
  readonly upstreamUrl?: string;
  readonly upstreamUserName?: string;
  readonly upstreamSecret?: string;
  readonly defaultNamespace?: string;
  readonly claimedNames?: readonly string[];
  readonly isPublic?: boolean;
  readonly cooldownHours?: number;
}

export interface GroupWish {
  readonly project?: string;
  /** `project/repository`, or a slug of the same project. */
  readonly members?: readonly string[];
  /** The one of them that is published to through it. */
  readonly writeTarget?: string;
  readonly isPublic?: boolean;
}

/**
 * A proxy whose upstream is always asked, so that what it says counts at once, and which waits for
 * no age: what tests publish is new.
 */
export async function makeProxy(
  admin: Client,
  format: Format,
  { cooldownHours = 0, ...wish }: ProxyWish,
): Promise<Place> {
  const place = await make(admin, { ...wish, format, kind: 'PROXY', freshForSeconds: 0 });
  const { repositoryId } = place;
  const rules = { blockSeverity: 'CRITICAL', blockMalware: true, holdUnscanned: true };
  await admin.graphql(
    'mutation ($input: UpdatePolicyInput!) { updatePolicy(input: $input) { policy { id } } }',
    { input: { repositoryId, ...rules, cooldownHours } },
  );
  return place;
}

export function makeGroup(admin: Client, format: Format, wish: GroupWish): Promise<Place> {
  return make(admin, { ...wish, format, kind: 'GROUP' });
}

async function make(
  admin: Client,
  wish: (ProxyWish & GroupWish) & {
    readonly format: Format;
    readonly kind: 'PROXY' | 'GROUP';
    readonly freshForSeconds?: number;
  },
): Promise<Place> {
  const project = wish.project ?? (await makeProject(admin));
  const repository = randomName(wish.format.toLowerCase());
  const made = await admin.graphql<{ createRepository: { repository: { id: string } } }>(
    'mutation ($input: CreateRepositoryInput!) { createRepository(input: $input) { repository { id } } }',
    { input: { ...wish, project, slug: repository } },
  );
  const repositoryId = made.createRepository.repository.id;
  return { project, repository, path: `${project}/${repository}`, repositoryId };
}

/**
 * What clients of a repository are pointed at, and what an upstream is named by: names of images
 * begin without a scheme, addresses of registries with one.
 */
export async function addressOf(
  admin: Client,
  { project, repository }: Pick<Place, 'project' | 'repository'>,
): Promise<string> {
  const found = await admin.graphql<{ repository: { url: string } }>(
    'query ($p: String!, $r: String!) { repository(project: $p, slug: $r) { url } }',
    { p: project, r: repository },
  );
  const { url } = found.repository;
  return url.includes('://') ? url : `http://${url}/`;
}
