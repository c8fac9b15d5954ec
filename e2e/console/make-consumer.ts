import { adminClient, randomSlug } from './gateway-client.ts';

/** Somebody who may take what is cleared in a project, and nothing else. */
export async function makeConsumer(
  project: string,
): Promise<{ readonly username: string; readonly password: string }> {
  const admin = await adminClient();
  const username = randomSlug('consumer');
  const password = randomSlug('a long password');
  const { createUser } = await admin.graphql<{ createUser: { user: { id: string } } }>(
    'mutation ($input: CreateUserInput!) { createUser(input: $input) { user { id } } }',
    { input: { username, displayName: username, password } },
  );
  const { roles } = await admin.graphql<{ roles: { id: string; name: string }[] }>(
    '{ roles { id name } }',
  );
  const roleId = roles.find(({ name }) => name === 'Consumer')?.id;
  await admin.graphql(
    'mutation ($input: CreateBindingInput!) { createBinding(input: $input) { binding { id } } }',
    { input: { userId: createUser.user.id, roleId, project } },
  );
  return { username, password };
}
