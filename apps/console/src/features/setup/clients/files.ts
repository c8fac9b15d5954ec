import {
  exportToken,
  lines,
  type SetupClient,
  type SetupInput,
  tokenVariable,
  withSlash,
} from '../snippet.ts';

export const curl: SetupClient = {
  name: 'curl',
  snippets: ({ url, token }) => {
    const address = `${withSlash(url)}releases/build.zip`;
    const bearer = `-H "Authorization: Bearer $${tokenVariable}"`;
    const publish = lines(`curl --fail ${bearer} \\`, `  --upload-file ./build.zip ${address}`);
    return [
      { step: 'configure', text: exportToken(token) },
      {
        step: 'install',
        text: lines('curl --fail --location --remote-name \\', `  ${bearer} ${address}`),
      },
      { step: 'publish', text: publish },
      { step: 'ci', text: publish },
    ];
  },
};

/** What our own command line reads. */
export function bondedEnvironment({ gatewayUrl }: SetupInput): string {
  return `BONDED_URL=${gatewayUrl}`;
}

export const bonded: SetupClient = {
  name: 'bonded',
  snippets: (input) => {
    const place = `${input.at.project}/${input.at.repository}`;
    const publish = `bonded upload ./build.zip ${place}/releases/build.zip`;
    return [
      {
        step: 'configure',
        text: lines(`export ${bondedEnvironment(input)}`, exportToken(input.token)),
      },
      { step: 'install', text: `bonded download ${place}/releases/build.zip` },
      { step: 'publish', text: publish },
      { step: 'ci', text: lines(`export ${bondedEnvironment(input)}`, publish) },
    ];
  },
};

export const tus: SetupClient = {
  name: 'tus',
  snippets: ({ blobUrl, at, token }) => [
    { step: 'configure', text: lines('npm install tus-js-client', exportToken(token)) },
    {
      step: 'publish',
      file: 'upload.mjs',
      text: lines(
        "import { createReadStream } from 'node:fs';",
        "import { Upload } from 'tus-js-client';",
        '',
        "new Upload(createReadStream('./build.zip'), {",
        `  endpoint: '${withSlash(blobUrl)}uploads',`,
        `  headers: { authorization: \`Bearer \${process.env.${tokenVariable}}\` },`,
        `  metadata: { repository: '${at.project}/${at.repository}', path: 'releases/build.zip' },`,
        '  chunkSize: 32 * 1024 * 1024,',
        '  retryDelays: [0, 1000, 5000, 10000],',
        '}).start();',
      ),
    },
  ],
};
