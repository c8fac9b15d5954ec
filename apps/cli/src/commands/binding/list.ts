import { usageInvalid } from '../../errors.ts';
import { fetchListing, listingOf, pageFields } from '../../gateway/listing.ts';
import { parseRepository } from '../address.ts';
import type { Call } from '../call.ts';
import type { Command } from '../command.ts';
import { listOptions, pageOf, printListing } from '../list-command.ts';
import { findRole } from '../role/find-role.ts';
import { allRoles } from '../role/list.ts';
import { userByName, userId } from '../user/find-user.ts';
import { binding } from './binding.ts';

const bindings = `bindings(first: $first, after: $after) {
  ${pageFields} nodes { ${binding.fields} }
}`;

const ofNode = {
  document: `query Bindings($first: Int!, $after: String, $id: ID!) {
    node(id: $id) { ... on User { ${bindings} } ... on Role { ${bindings} } }
  }`,
  at: 'node.bindings',
  row: binding.row,
};

const ofProject = {
  document: `query ProjectBindings($first: Int!, $after: String, $project: String!) {
    project(slug: $project) { ${bindings} }
  }`,
  at: 'project.bindings',
  row: binding.row,
};

const ofRepository = {
  document: `query RepositoryBindings(
    $first: Int!, $after: String, $project: String!, $repository: String!
  ) {
    repository(project: $project, slug: $repository) { ${bindings} }
  }`,
  at: 'repository.bindings',
  row: binding.row,
};

export const listBindings: Command = {
  usage: 'list',
  says: 'List who has which role: of a user, of a role, or in a place',
  options: [
    { flags: '--user <username>', says: 'what a user has' },
    { flags: '--role <name>', says: 'who has a role' },
    { flags: '--in <place>', says: 'in a project, or a project/repository' },
    ...listOptions,
  ],
  answer: listingOf(binding.row),
  operations: [ofNode, ofProject, ofRepository, userByName, allRoles],
  run: async (call) => {
    const { operation, variables } = await questionOf(call);
    const wanted = { variables, ...pageOf(call) };
    const listing = await fetchListing(call.context.client, operation, wanted);
    printListing(call, listing, binding.columns);
  },
};

async function questionOf(call: Call) {
  const [user, role, place] = [call.text('user'), call.text('role'), call.text('in')];
  if ([user, role, place].filter((given) => given !== undefined).length !== 1) {
    throw usageInvalid('Say one of --user, --role and --in.');
  }
  if (user !== undefined) {
    return { operation: ofNode, variables: { id: await userId(call.context, user) } };
  }
  if (role !== undefined) {
    return { operation: ofNode, variables: { id: (await findRole(call.context, role)).id } };
  }
  const path = place ?? '';
  return path.includes('/')
    ? { operation: ofRepository, variables: parseRepository(path) }
    : { operation: ofProject, variables: { project: path } };
}
