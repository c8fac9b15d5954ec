import { itemCommand } from '../item-command.ts';
import { findRepository, repositoryByPath } from './find-repository.ts';
import { repository } from './repository.ts';
import { supplyOf, supplyOptions } from './supply.ts';
import { versionRuleOptions, versionRulesOf } from './version-rules.ts';

export const updateRepository = itemCommand({
  usage: 'update <project/repository>',
  says: 'Change what a repository is called, who may read it and what may happen to versions',
  options: [
    { flags: '--name <name>', says: 'the name for people' },
    { flags: '--description <text>', says: 'what it is for' },
    { flags: '--public', says: 'anybody may read it, signed in or not' },
    { flags: '--no-public', says: 'only those with a role may read it' },
    ...versionRuleOptions,
    ...supplyOptions,
  ],
  shape: repository,
  document: `mutation UpdateRepository($input: UpdateRepositoryInput!) {
    updateRepository(input: $input) { repository { ${repository.fields} } }
  }`,
  at: 'updateRepository.repository',
  asks: [repositoryByPath],
  variables: async (call) => ({
    input: {
      id: (await findRepository(call.context, call.arg(0))).id,
      name: call.text('name'),
      description: call.text('description'),
      isPublic: call.choice('public'),
      ...versionRulesOf(call),
      ...(await supplyOf(call)),
    },
  }),
});
