import { parsePackage } from '../address.ts';
import { itemCommand } from '../item-command.ts';
import { packageShape } from './package.ts';

export const showPackage = itemCommand({
  usage: 'show <project/repository/name>',
  says: 'Show a package, its tags and how to install it',
  shape: packageShape,
  document: `query Package($project: String!, $repository: String!, $name: String!) {
    package(project: $project, repository: $repository, name: $name) { ${packageShape.fields} }
  }`,
  at: 'package',
  variables: (call) => parsePackage(call.arg(0)),
});
