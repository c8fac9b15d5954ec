import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { adminPassword } from './start-stack.ts';

/** Somebody who talks to the product over HTTP. */
export interface Client {
  readonly token: string | null;
  graphql<T>(query: string, variables?: object): Promise<T>;
  /** Errors instead of data: what a refusal says. */
  refusal(query: string, variables?: object): Promise<{ code: string; message: string }>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

interface GraphqlAnswer {
  readonly data: unknown;
  readonly errors?: readonly { message: string; extensions?: { code?: string } }[];
}

export function clientWith(token: string | null): Client {
  const fetchAs = (path: string, init: RequestInit = {}) => {
    const url = path.startsWith('http') ? path : `${inject('gatewayUrl')}${path}`;
    const headers = new Headers(init.headers);
    if (token !== null && !headers.has('authorization')) {
      headers.set('authorization', `Bearer ${token}`);
    }
    return fetch(url, { ...init, headers });
  };
  const ask = async (query: string, variables: object = {}): Promise<GraphqlAnswer> => {
    const response = await fetchAs('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as GraphqlAnswer;
  };
  return {
    token,
    fetch: fetchAs,
    graphql: async <T>(query: string, variables?: object) => {
      const { data, errors } = await ask(query, variables);
      if (errors !== undefined) throw new Error(`GraphQL: ${JSON.stringify(errors)}`);
      return data as T;
    },
    refusal: async (query, variables) => {
      const { errors } = await ask(query, variables);
      const first = errors?.[0];
      if (first === undefined) throw new Error('it was not refused');
      return { code: first.extensions?.code ?? '', message: first.message };
    },
  };
}

/** The code that something is refused with, or null where it was done. */
export async function refusalCode(
  client: Client,
  query: string,
  variables: object,
): Promise<string | null> {
  const response = await client.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { errors } = (await response.json()) as GraphqlAnswer;
  return errors === undefined ? null : (errors[0]?.extensions?.code ?? '');
}

/** Signs in and gives a client that acts as that user. */
export async function signIn(username = 'admin', password = adminPassword): Promise<Client> {
  const response = await clientWith(null).fetch('/api/auth/login', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  if (!response.ok) throw new Error(`sign-in: ${response.status} ${await response.text()}`);
  const { accessToken } = (await response.json()) as { accessToken: string };
  return clientWith(accessToken);
}

export function randomName(prefix: string): string {
  return `${prefix}-${randomBytes(4).toString('hex')}`;
}

export interface Place {
  readonly project: string;
  readonly repository: string;
  /** `project/repository` */
  readonly path: string;
  readonly repositoryId: string;
}

export type Format =
  | 'CARGO'
  | 'COMPOSER'
  | 'GO'
  | 'HELM'
  | 'MAVEN'
  | 'NPM'
  | 'NUGET'
  | 'OCI'
  | 'PYPI'
  | 'RAW';

/** Makes an empty project and returns its slug. */
export async function makeProject(admin: Client): Promise<string> {
  const slug = randomName('project');
  await admin.graphql(
    'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }',
    { input: { slug, name: slug } },
  );
  return slug;
}

/** Makes a repository, in a project of its own where none is named. */
export async function makeRepository(
  admin: Client,
  format: Format,
  options: { readonly isPublic?: boolean; readonly project?: string } = {},
): Promise<Place> {
  const project = options.project ?? (await makeProject(admin));
  const repository = randomName(format.toLowerCase());
  const made = await admin.graphql<{ createRepository: { repository: { id: string } } }>(
    'mutation ($input: CreateRepositoryInput!) { createRepository(input: $input) { repository { id } } }',
    {
      input: {
        project,
        slug: repository,
        format,
        kind: 'HOSTED',
        isPublic: options.isPublic ?? false,
      },
    },
  );
  const repositoryId = made.createRepository.repository.id;
  return { project, repository, path: `${project}/${repository}`, repositoryId };
}

export interface KeyLimits {
  readonly project?: string;
  readonly repository?: string;
  readonly actions?: readonly string[];
  readonly expiresAt?: string;
}

/** Makes an API key of whoever asks. */
export async function makeKeyWithId(
  owner: Client,
  limits: KeyLimits = {},
): Promise<{ readonly id: string; readonly secret: string }> {
  const made = await owner.graphql<{ createApiKey: { secret: string; apiKey: { id: string } } }>(
    'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret apiKey { id } } }',
    { input: { name: randomName('key'), ...limits } },
  );
  return { id: made.createApiKey.apiKey.id, secret: made.createApiKey.secret };
}

export async function makeKey(owner: Client, limits: KeyLimits = {}): Promise<string> {
  return (await makeKeyWithId(owner, limits)).secret;
}

export async function revokeKey(owner: Client, id: string): Promise<void> {
  await owner.graphql(
    'mutation ($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { apiKey { id } } }',
    { input: { id } },
  );
}

/** Makes a user with a built-in role somewhere, signed in. */
export async function makeUser(
  admin: Client,
  role: string | null,
  at: { readonly project?: string; readonly repository?: string } = {},
): Promise<Client & { readonly username: string; readonly userId: string }> {
  const username = randomName('user');
  const password = `correct horse ${randomBytes(8).toString('hex')}`;
  const made = await admin.graphql<{ createUser: { user: { id: string } } }>(
    'mutation ($input: CreateUserInput!) { createUser(input: $input) { user { id } } }',
    { input: { username, displayName: username, password } },
  );
  const userId = made.createUser.user.id;
  if (role !== null) {
    const { roles } = await admin.graphql<{ roles: { id: string; name: string }[] }>(
      '{ roles { id name } }',
    );
    const roleId = roles.find(({ name }) => name === role)?.id;
    await admin.graphql(
      'mutation ($input: CreateBindingInput!) { createBinding(input: $input) { binding { id } } }',
      { input: { userId, roleId, ...at } },
    );
  }
  return { ...(await signIn(username, password)), username, userId };
}
