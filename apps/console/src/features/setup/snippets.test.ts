import { describe, expect, test } from 'vitest';
import { clientsOf, type SetupClient, snippetsFor } from './snippets.ts';

const input = (client: SetupClient, format: string) => ({
  client,
  url: `https://bonded.example/${format}/acme/main/`,
  blobUrl: 'https://blob.bonded.example',
  gatewayUrl: 'https://bonded.example',
  at: { project: 'acme', repository: 'main' },
  token: 'bnd_TOKEN',
});

const cells = Object.entries(clientsOf).flatMap(([format, clients]) =>
  clients.map((client) => [client, format.toLowerCase()] as const),
);

describe('S2 every client of every format gets its snippets', () => {
  test.each(cells)('%s of %s', (client, format) => {
    expect(snippetsFor(input(client, format))).toMatchSnapshot();
  });
});

test('a CI snippet never contains the token itself', () => {
  for (const [client, format] of cells) {
    const ci = snippetsFor(input(client, format)).filter(({ step }) => step === 'ci');
    expect(JSON.stringify(ci)).not.toContain('bnd_TOKEN');
  }
});

test('yarn is told that plain HTTP is meant', () => {
  const plain = { ...input('yarn', 'npm'), url: 'http://localhost:4000/npm/acme/main' };
  expect(snippetsFor(plain)[0]?.text).toContain('unsafeHttpWhitelist: ["localhost"]');
});
