import {
  exportToken,
  isPlainHttp,
  lines,
  type SetupClient,
  tokenVariable,
  withSlash,
} from '../snippet.ts';
import { bondedEnvironment } from './files.ts';

export const dotnet: SetupClient = {
  name: 'dotnet',
  snippets: ({ url, token }) => [
    {
      step: 'configure',
      text: lines(
        exportToken(token),
        `dotnet nuget add source ${url} --name bonded --username token \\`,
        `  --password "$${tokenVariable}" --store-password-in-clear-text${allowed(url)}`,
      ),
    },
    { step: 'install', text: 'dotnet add package <package> --source bonded' },
    {
      step: 'publish',
      text: lines(
        'dotnet pack --output packages',
        `dotnet nuget push "packages/*.nupkg" --source bonded --api-key "$${tokenVariable}"`,
      ),
    },
  ],
};

const allowed = (url: string): string => (isPlainHttp(url) ? ' --allow-insecure-connections' : '');

export const nuget: SetupClient = {
  name: 'nuget',
  snippets: ({ url, token }) => [
    {
      step: 'configure',
      text: lines(
        exportToken(token),
        `nuget sources add -Name bonded -Source ${url} \\`,
        `  -Username token -Password "$${tokenVariable}" -StorePasswordInClearText`,
      ),
    },
    { step: 'install', text: 'nuget install <package> -Source bonded' },
    {
      step: 'publish',
      text: `nuget push <package>.nupkg -Source bonded -ApiKey "$${tokenVariable}"`,
    },
  ],
};

export const go: SetupClient = {
  name: 'go',
  snippets: ({ url, token }) => [
    {
      step: 'configure',
      text: lines(
        exportToken(token),
        isPlainHttp(url) && '# Go sends the token over HTTPS alone: without it, only public ones.',
        // The go command reads credentials from here, by the host and its port.
        `machine="machine ${new URL(url).host}"`,
        `echo "$machine login token password $${tokenVariable}" >> ~/.netrc`,
        `export GOPROXY=${url},direct`,
        'export GONOSUMDB=<module>',
      ),
    },
    { step: 'install', text: 'go get <module>@latest' },
    {
      step: 'publish',
      text: lines(
        `curl --fail -H "Authorization: Bearer $${tokenVariable}" \\`,
        `  --upload-file <module>.zip ${withSlash(url)}upload`,
      ),
    },
  ],
};

export const composer: SetupClient = {
  name: 'composer',
  snippets: (input) => [
    {
      step: 'configure',
      text: lines(
        exportToken(input.token),
        `composer config repositories.bonded composer ${withSlash(input.url)}`,
        `composer config --global http-basic.${new URL(input.url).host} token "$${tokenVariable}"`,
        isPlainHttp(input.url) && 'composer config secure-http false',
      ),
    },
    { step: 'install', text: 'composer require <vendor>/<package>' },
    {
      step: 'publish',
      text: lines(
        `export ${bondedEnvironment(input)}`,
        'composer archive --format=zip --file=package',
        `bonded upload package.zip ${input.at.project}/${input.at.repository}`,
      ),
    },
  ],
};

export const cargo: SetupClient = {
  name: 'cargo',
  snippets: ({ url, token }) => [
    { step: 'configure', text: `export CARGO_REGISTRIES_BONDED_TOKEN=${token}` },
    {
      step: 'configure',
      file: '.cargo/config.toml',
      text: lines(
        '[registries.bonded]',
        `index = "sparse+${withSlash(url)}"`,
        '[registry]',
        'global-credential-providers = ["cargo:token"]',
      ),
    },
    { step: 'install', text: 'cargo add --registry bonded <crate>' },
    { step: 'publish', text: 'cargo publish --registry bonded' },
  ],
};

/** A chart repository as Helm has always known it: an index and files. */
export const helm: SetupClient = {
  name: 'helm',
  snippets: ({ url, token }) => [
    {
      step: 'configure',
      text: lines(
        exportToken(token),
        `helm repo add bonded ${withSlash(url)} --username token --password "$${tokenVariable}"`,
      ),
    },
    {
      step: 'install',
      text: lines('helm repo update bonded', 'helm install <release> bonded/<chart>'),
    },
    {
      step: 'publish',
      text: lines(
        'helm package <folder>',
        `curl --fail -u "token:$${tokenVariable}" \\`,
        `  --data-binary @<chart>-<version>.tgz ${withSlash(url)}api/charts`,
      ),
    },
  ],
};
