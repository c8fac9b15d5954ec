import { pageFields } from '../../gateway/listing.ts';
import { listCommand } from '../list-command.ts';
import { project } from './project.ts';

export const listProjects = listCommand({
  usage: 'list',
  says: 'List the projects that you can see',
  options: [{ flags: '--search <text>', says: 'only those with this in their slug or name' }],
  shape: project,
  document: `query Projects($first: Int!, $after: String, $search: String) {
    projects(first: $first, after: $after, search: $search) {
      ${pageFields} nodes { ${project.fields} }
    }
  }`,
  at: 'projects',
  variables: (call) => ({ search: call.text('search') }),
});
