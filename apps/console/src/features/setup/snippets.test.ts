import { describe, expect, test } from 'vitest';
import type { Format } from '#generated/graphql.ts';
import type { SetupClient, SetupInput } from './snippet.ts';
import { allOf, clientsOf, snippetsFor } from './snippets.ts';

/** As the gateway spells the addresses. */
const paths: Readonly<Partial<Record<Format, string>>> = {
  PYPI: 'pypi/acme/main/simple/',
  NUGET: 'nuget/acme/main/v3/index.json',
  GO: 'go/acme/main',
};

function inputOf(format: Format, origin = 'https://bonded.example'): SetupInput {
  const path = paths[format] ?? `${format.toLowerCase()}/acme/main/`;
  return {
    url: format === 'OCI' ? `${new URL(origin).host}/acme/main` : `${origin}/${path}`,
    blobUrl: 'https://blob.bonded.example',
    gatewayUrl: origin,
    at: { project: 'acme', repository: 'main' },
    token: 'bnd_TOKEN',
  };
}

const cells = Object.entries(clientsOf).flatMap(([format, clients]) =>
  // The table has a row for each format, and no others.
  clients.map((client) => [client.name, format as Format, client] as const),
);

const stepsOf = (client: SetupClient, format: Format) => snippetsFor(client, inputOf(format));

describe('S2 every client of every format gets its snippets', () => {
  test.each(cells)('%s of %s', (_name, format, client) => {
    expect(stepsOf(client, format)).toMatchSnapshot();
  });
});

test.each(cells)(
  '%s of %s is given the token once, where it is configured',
  (_name, format, client) => {
    const tokens = stepsOf(client, format).filter(({ text }) => text.includes('bnd_TOKEN'));
    expect(tokens.map(({ step }) => step)).toEqual(['configure']);
  },
);

test('every format can be consumed and published to', () => {
  for (const [format, clients] of Object.entries(clientsOf)) {
    const steps = clients.flatMap((client) => stepsOf(client, format as Format));
    const names = new Set(steps.map(({ step }) => step));
    expect([format, names.has('install'), names.has('publish')]).toEqual([format, true, true]);
  }
});

test.each([
  ['yarn', 'NPM', 'unsafeHttpWhitelist: ["localhost"]'],
  ['gradle', 'MAVEN', 'isAllowInsecureProtocol = true'],
  ['podman', 'OCI', '--tls-verify=false'],
  ['oras', 'OCI', '--plain-http'],
  ['dotnet', 'NUGET', '--allow-insecure-connections'],
] as const)('%s is told that plain HTTP is meant', (name, format, words) => {
  const client = clientsOf[format].find((one) => one.name === name);
  if (client === undefined) throw new Error(`${name} is a client of ${format}`);
  const plain = snippetsFor(client, inputOf(format, 'http://localhost:4000'));
  expect(plain.map(({ text }) => text).join('\n')).toContain(words);
});

test('all steps are one text, in which each says where it belongs', () => {
  const [npm] = clientsOf.NPM;
  const text = allOf(stepsOf(npm, 'NPM'));
  expect(text).toMatch(/^# Configure: \.npmrc\nregistry=https:.+\n\/\/.+bnd_TOKEN\n\n# Install\n/);
  expect(text).toContain('# Publish\nnpm publish\n');
});
