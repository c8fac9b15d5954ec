import { itemCommand } from '../item-command.ts';
import { project } from './project.ts';

export const createProject = itemCommand({
  usage: 'create <slug>',
  says: 'Create a project',
  options: [
    { flags: '--name <name>', says: 'for people; the slug if left out' },
    { flags: '--description <text>', says: 'what it is for' },
  ],
  shape: project,
  document: `mutation CreateProject($input: CreateProjectInput!) {
    createProject(input: $input) { project { ${project.fields} } }
  }`,
  at: 'createProject.project',
  variables: (call) => ({
    input: {
      slug: call.arg(0),
      name: call.text('name') ?? call.arg(0),
      description: call.text('description'),
    },
  }),
});
