import { itemCommand } from '../item-command.ts';
import { formats } from '../words.ts';
import { credentialOf, credentialOptions } from './supply.ts';
import { triedUpstream } from './tried-upstream.ts';

export const checkUpstream = itemCommand({
  usage: 'check-upstream <project> <url>',
  says: 'Ask a server as a proxy of it would, before there is one',
  options: [
    { flags: '--format <format>', says: 'what it serves', choices: formats, isRequired: true },
    ...credentialOptions,
  ],
  shape: triedUpstream,
  document: `mutation CheckUpstream($input: CheckUpstreamInput!) {
    checkUpstream(input: $input) { tried { ${triedUpstream.fields} } }
  }`,
  at: 'checkUpstream.tried',
  variables: async (call) => ({
    input: {
      project: call.arg(0),
      upstreamUrl: call.arg(1),
      format: call.word('format'),
      ...(await credentialOf(call)),
    },
  }),
});
