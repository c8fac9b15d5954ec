import { parseRepository } from '../address.ts';
import { itemCommand } from '../item-command.ts';
import { formats, repositoryKinds } from '../words.ts';
import { repository } from './repository.ts';
import { supplyOf, supplyOptions } from './supply.ts';
import { versionRuleOptions, versionRulesOf } from './version-rules.ts';

export const createRepository = itemCommand({
  usage: 'create <project/repository>',
  says: 'Create a repository',
  options: [
    { flags: '--format <format>', says: 'what it holds (raw)', choices: formats },
    { flags: '--kind <kind>', says: 'where that comes from (hosted)', choices: repositoryKinds },
    { flags: '--name <name>', says: 'for people; the slug if left out' },
    { flags: '--description <text>', says: 'what it is for' },
    { flags: '--public', says: 'anybody may read it, signed in or not' },
    ...versionRuleOptions,
    ...supplyOptions,
  ],
  shape: repository,
  document: `mutation CreateRepository($input: CreateRepositoryInput!) {
    createRepository(input: $input) { repository { ${repository.fields} } }
  }`,
  at: 'createRepository.repository',
  variables: async (call) => {
    const { project, repository: slug } = parseRepository(call.arg(0));
    return {
      input: {
        project,
        slug,
        format: call.word('format') ?? 'RAW',
        kind: call.word('kind') ?? 'HOSTED',
        name: call.text('name'),
        description: call.text('description'),
        isPublic: call.choice('public'),
        ...versionRulesOf(call),
        ...(await supplyOf(call)),
      },
    };
  },
});
