import { itemCommand } from '../item-command.ts';
import { projectBySlug, projectId } from './find-project.ts';
import { project } from './project.ts';

export const updateProject = itemCommand({
  usage: 'update <slug>',
  says: 'Change what a project is called and said to be for',
  options: [
    { flags: '--name <name>', says: 'the name for people' },
    { flags: '--description <text>', says: 'what it is for' },
  ],
  shape: project,
  document: `mutation UpdateProject($input: UpdateProjectInput!) {
    updateProject(input: $input) { project { ${project.fields} } }
  }`,
  at: 'updateProject.project',
  asks: [projectBySlug],
  variables: async (call) => ({
    input: {
      id: await projectId(call.context, call.arg(0)),
      name: call.text('name'),
      description: call.text('description'),
    },
  }),
});
