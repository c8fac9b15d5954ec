import { itemCommand } from '../item-command.ts';
import { findRepository, repositoryByPath } from './find-repository.ts';
import { credentialOf, credentialOptions, upstreamUrlOption } from './supply.ts';
import { triedUpstream } from './tried-upstream.ts';

export const checkProxy = itemCommand({
  usage: 'check <project/repository>',
  says: 'Ask the upstream of a proxy as a fetch would, and keep nothing',
  options: [upstreamUrlOption, ...credentialOptions],
  shape: triedUpstream,
  document: `mutation CheckProxy($input: CheckProxyInput!) {
    checkProxy(input: $input) { tried { ${triedUpstream.fields} } }
  }`,
  at: 'checkProxy.tried',
  asks: [repositoryByPath],
  variables: async (call) => ({
    input: {
      id: (await findRepository(call.context, call.arg(0))).id,
      upstreamUrl: call.text('upstreamUrl'),
      ...(await credentialOf(call)),
    },
  }),
});
