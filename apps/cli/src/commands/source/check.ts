import { z } from 'zod';
import { parseRepository } from '../address.ts';
import { itemCommand } from '../item-command.ts';
import { vcsKinds } from '../words.ts';
import { sourceOptions, sourceOptionsOf } from './source-options.ts';

const checked = z.object({
  defaultBranch: z.string().nullable(),
  isPrivate: z.boolean().nullable(),
  tagCount: z.number(),
  branchCount: z.number(),
});

export const checkSource = itemCommand({
  usage: 'check <project/repository> <url>',
  says: 'Ask a repository of version control as a source would, and keep nothing',
  options: [
    { flags: '--kind <kind>', says: 'what the address is of', choices: vcsKinds, isRequired: true },
    // How often it would be asked does not matter here.
    ...sourceOptions.filter(({ flags }) => !flags.startsWith('--poll')),
  ],
  shape: {
    row: checked,
    columns: [
      { title: 'default branch', of: ({ defaultBranch }) => defaultBranch ?? '' },
      { title: 'private', of: ({ isPrivate }) => isPrivate ?? '' },
      { title: 'tags', of: ({ tagCount }) => tagCount },
      { title: 'branches', of: ({ branchCount }) => branchCount },
    ],
  },
  document: `mutation CheckVcsSource($input: CheckVcsSourceInput!) {
    checkVcsSource(input: $input) { checked { defaultBranch isPrivate tagCount branchCount } }
  }`,
  at: 'checkVcsSource.checked',
  variables: async (call) => {
    const { pollSeconds: _, ...options } = await sourceOptionsOf(call);
    const at = parseRepository(call.arg(0));
    return { input: { ...at, url: call.arg(1), kind: call.word('kind'), ...options } };
  },
});
