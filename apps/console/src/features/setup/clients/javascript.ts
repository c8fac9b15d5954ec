import {
  isPlainHttp,
  lines,
  type SetupClient,
  type SetupInput,
  type Snippet,
  tokenVariable,
  withSlash,
} from '../snippet.ts';

const withoutScheme = (url: string): string => url.replace(/^https?:/u, '');

export const npm: SetupClient = {
  name: 'npm',
  snippets: (input) => [
    npmrc(input),
    { step: 'install', text: 'npm install <package>' },
    { step: 'publish', text: 'npm publish' },
    npmCi(input, 'npm ci'),
  ],
};

export const pnpm: SetupClient = {
  name: 'pnpm',
  snippets: (input) => [
    npmrc(input),
    { step: 'install', text: 'pnpm add <package>' },
    { step: 'publish', text: 'pnpm publish' },
    npmCi(input, 'pnpm install --frozen-lockfile'),
  ],
};

export const yarn: SetupClient = {
  name: 'yarn',
  snippets: (input) => [
    { step: 'configure', file: '.yarnrc.yml', text: yarnrc(input, input.token) },
    { step: 'install', text: 'yarn add <package>' },
    // Yarn publishes a project only once it has its lock file.
    { step: 'publish', text: lines('yarn install', 'yarn npm publish') },
    { step: 'ci', file: '.yarnrc.yml', text: yarnrc(input, `\${${tokenVariable}}`) },
  ],
};

export const bun: SetupClient = {
  name: 'bun',
  snippets: (input) => [
    npmrc(input),
    { step: 'install', text: 'bun add <package>' },
    { step: 'publish', text: 'bun publish' },
    npmCi(input, 'bun install --frozen-lockfile'),
  ],
};

function npmrc({ url, token }: SetupInput): Snippet {
  const registry = withSlash(url);
  const text = lines(`registry=${registry}`, `${withoutScheme(registry)}:_authToken=${token}`);
  return { step: 'configure', file: '.npmrc', text };
}

function npmCi({ url }: SetupInput, install: string): Snippet {
  const registry = withSlash(url);
  // The single quotes keep the shell from filling the variable in: clients read it from the
  // environment, and pnpm does so for the file of the user alone.
  const text = lines(
    `echo 'registry=${registry}' >> ~/.npmrc`,
    `echo '${withoutScheme(registry)}:_authToken=\${${tokenVariable}}' >> ~/.npmrc`,
    install,
  );
  return { step: 'ci', text };
}

function yarnrc({ url }: SetupInput, token: string): string {
  return lines(
    `npmRegistryServer: "${withSlash(url)}"`,
    `npmAuthToken: "${token}"`,
    'npmAlwaysAuth: true',
    // Yarn talks to a plain-HTTP host only when it is told that this is meant.
    isPlainHttp(url) && `unsafeHttpWhitelist: ["${new URL(url).hostname}"]`,
  );
}
