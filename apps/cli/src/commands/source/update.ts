import { itemCommand } from '../item-command.ts';
import { findSource, sourceByPath } from './find-source.ts';
import { source } from './source.ts';
import { sourceOptions, sourceOptionsOf } from './source-options.ts';

export const updateSource = itemCommand({
  usage: 'update <project/repository/vendor/name>',
  says: 'Change how a source is asked; at another host it has no credential until one is given',
  options: [
    { flags: '--url <url>', says: 'where the repository is' },
    ...sourceOptions,
    { flags: '--paused', says: 'ask it for nothing' },
    { flags: '--no-paused', says: 'ask it again' },
  ],
  shape: source,
  document: `mutation UpdateVcsSource($input: UpdateVcsSourceInput!) {
    updateVcsSource(input: $input) { source { ${source.fields} } }
  }`,
  at: 'updateVcsSource.source',
  asks: [sourceByPath],
  variables: async (call) => ({
    input: {
      id: (await findSource(call.context, call.arg(0))).id,
      url: call.text('url'),
      isPaused: call.choice('paused'),
      ...(await sourceOptionsOf(call)),
    },
  }),
});
