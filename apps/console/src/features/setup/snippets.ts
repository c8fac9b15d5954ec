import type { RepositoryKey } from '#lib/paths.ts';

export type SetupClient = 'npm' | 'pnpm' | 'yarn' | 'curl' | 'bonded' | 'tus';

export interface SetupInput {
  readonly client: SetupClient;
  /** The repository's own address, as the gateway tells it to clients. */
  readonly url: string;
  /** The blob service, for resumable uploads. */
  readonly blobUrl: string;
  readonly gatewayUrl: string;
  readonly at: RepositoryKey;
  readonly token: string;
}

export interface Snippet {
  readonly step: 'configure' | 'install' | 'publish' | 'ci';
  /** The file that the text belongs into; a snippet without one is for a terminal. */
  readonly file?: string;
  readonly text: string;
}

/** The clients that make sense for a format. */
export const clientsOf: Readonly<Record<string, readonly SetupClient[]>> = {
  NPM: ['npm', 'pnpm', 'yarn'],
  RAW: ['curl', 'bonded', 'tus'],
};

/**
 * Everything a client needs, ready to paste. Pure: the token goes into the text and nowhere else.
 */
export function snippetsFor(input: SetupInput): readonly Snippet[] {
  const normalised = { ...input, url: withSlash(input.url) };
  return generators[input.client](normalised);
}

const withSlash = (url: string): string => (url.endsWith('/') ? url : `${url}/`);
const withoutScheme = (url: string): string => url.replace(/^https?:/u, '');

const generators: Readonly<Record<SetupClient, (input: SetupInput) => readonly Snippet[]>> = {
  npm: (input) => [
    npmrc(input),
    { step: 'install', text: 'npm install <package>' },
    { step: 'publish', text: 'npm publish' },
    npmCi(input, 'npm ci'),
  ],
  pnpm: (input) => [
    npmrc(input),
    { step: 'install', text: 'pnpm add <package>' },
    { step: 'publish', text: 'pnpm publish' },
    npmCi(input, 'pnpm install --frozen-lockfile'),
  ],
  yarn: (input) => [
    { step: 'configure', file: '.yarnrc.yml', text: yarnrc(input, input.token) },
    { step: 'install', text: 'yarn add <package>' },
    { step: 'publish', text: 'yarn npm publish' },
    { step: 'ci', file: '.yarnrc.yml', text: yarnrc(input, '${BONDED_TOKEN}') },
  ],
  curl: curlSnippets,
  bonded: bondedSnippets,
  tus: tusSnippets,
};

function npmrc({ url, token }: SetupInput): Snippet {
  const lines = [`registry=${url}`, `${withoutScheme(url)}:_authToken=${token}`];
  return { step: 'configure', file: '.npmrc', text: lines.join('\n') };
}

function npmCi({ url }: SetupInput, install: string): Snippet {
  // The single quotes keep the shell from filling the variable in: npm reads it from the
  // environment.
  const lines = [
    `echo 'registry=${url}' >> .npmrc`,
    `echo '${withoutScheme(url)}:_authToken=\${BONDED_TOKEN}' >> .npmrc`,
    install,
  ];
  return { step: 'ci', text: lines.join('\n') };
}

function yarnrc({ url }: SetupInput, token: string): string {
  const lines = [`npmRegistryServer: "${url}"`, `npmAuthToken: "${token}"`, 'npmAlwaysAuth: true'];
  // Yarn talks to a plain-HTTP host only when it is told that this is meant.
  if (url.startsWith('http:')) lines.push(`unsafeHttpWhitelist: ["${new URL(url).hostname}"]`);
  return lines.join('\n');
}

function curlSnippets({ url, token }: SetupInput): readonly Snippet[] {
  const bearer = (credential: string): string => `-H "Authorization: Bearer ${credential}"`;
  const publish = (credential: string): string =>
    `curl --fail ${bearer(credential)} \\\n  --upload-file ./build.zip ${url}releases/build.zip`;
  return [
    { step: 'configure', text: `export BONDED_TOKEN=${token}` },
    {
      step: 'install',
      text: [
        'curl --fail --location --remote-name \\',
        `  ${bearer('$BONDED_TOKEN')} ${url}releases/build.zip`,
      ].join('\n'),
    },
    { step: 'publish', text: publish('$BONDED_TOKEN') },
    { step: 'ci', text: publish('$BONDED_TOKEN') },
  ];
}

function bondedSnippets({ gatewayUrl, token, at }: SetupInput): readonly Snippet[] {
  const place = `${at.project}/${at.repository}`;
  const publish = `bonded upload ./build.zip ${place}/releases/build.zip`;
  return [
    {
      step: 'configure',
      text: `export BONDED_URL=${gatewayUrl}\nexport BONDED_TOKEN=${token}`,
    },
    { step: 'install', text: `bonded download ${place}/releases/build.zip` },
    { step: 'publish', text: publish },
    { step: 'ci', text: publish },
  ];
}

function tusSnippets({ blobUrl, at, token }: SetupInput): readonly Snippet[] {
  const script = [
    "import { openAsBlob } from 'node:fs';",
    "import { Upload } from 'tus-js-client';",
    '',
    "const file = await openAsBlob('./build.zip');",
    'new Upload(file.stream().getReader(), {',
    `  endpoint: '${withSlash(blobUrl)}uploads',`,
    '  headers: { authorization: `Bearer ${process.env.BONDED_TOKEN}` },',
    `  metadata: { repository: '${at.project}/${at.repository}', path: 'releases/build.zip' },`,
    '  uploadSize: file.size,',
    '  chunkSize: 32 * 1024 * 1024,',
    '  retryDelays: [0, 1000, 5000, 10000],',
    '}).start();',
  ];
  return [
    { step: 'configure', text: `npm install tus-js-client\nexport BONDED_TOKEN=${token}` },
    { step: 'publish', file: 'upload.mjs', text: script.join('\n') },
  ];
}
