import { expect, type Page, test } from '@playwright/test';
import { startTlsFront, type TlsFront } from '../clients/go/tls-front.ts';
import type { Format } from '../stack/api.ts';
import { gatewayUrl } from './addresses.ts';
import { adminClient, randomSlug } from './gateway-client.ts';
import { chartTrials, containerTrials } from './setup/container-trials.ts';
import { Desk } from './setup/desk.ts';
import { dotnetTrials } from './setup/dotnet-trials.ts';
import { fileTrials } from './setup/file-trials.ts';
import { javascriptTrials } from './setup/javascript-trials.ts';
import { jvmTrials } from './setup/jvm-trials.ts';
import { cargoTrials, composerTrials, goTrials } from './setup/language-trials.ts';
import { missingPrograms } from './setup/programs.ts';
import { pythonTrials } from './setup/python-trials.ts';
import { readSnippets, shownClients } from './setup/read-snippets.ts';
import type { Trial } from './setup/trial.ts';
import { visitAsAdmin } from './visit.ts';

const formatTimeoutMs = 300_000;

/** In the order in which they are tried. */
const trials: Readonly<Record<Format, Readonly<Record<string, Trial>>>> = {
  NPM: javascriptTrials,
  PYPI: pythonTrials,
  MAVEN: jvmTrials,
  OCI: containerTrials,
  NUGET: dotnetTrials,
  GO: goTrials,
  COMPOSER: composerTrials,
  HELM: chartTrials,
  CARGO: cargoTrials,
  RAW: fileTrials,
};

/** Clients that no machine of ours can run: what they are told is only read. */
const notRun: Readonly<Partial<Record<Format, readonly string[]>>> = {
  PYPI: ['poetry'],
  MAVEN: ['gradle'],
  // They want a daemon, or more rights than a test has.
  OCI: ['docker', 'podman'],
};

/** As the page has it where operators have put a certificate before the product. */
function behindTls(text: string, { url }: TlsFront): string {
  const [plain, secure] = [new URL(gatewayUrl()), new URL(url)];
  return text.replaceAll(plain.origin, secure.origin).replaceAll(plain.host, secure.host);
}

let front: TlsFront | null = null;

test.afterAll(() => front?.close());

/** Reads what the page tells a client, and sits down with it and nothing else. */
async function sitDown(page: Page, format: Format, client: string): Promise<Desk> {
  const shown = await readSnippets(page, client);
  const told = (change: (text: string) => string) =>
    shown.map((snippet) => ({ ...snippet, text: change(snippet.text) }));
  if (format === 'GO') {
    // The go command sends no password without TLS.
    front ??= await startTlsFront(gatewayUrl());
    const { certificate } = front;
    const trust = { SSL_CERT_FILE: certificate, CURL_CA_BUNDLE: certificate };
    return Desk.sitDown(
      told((text) => (front === null ? text : behindTls(text, front))),
      trust,
    );
  }
  // The Helm that CI has does not know the option yet: it speaks plain HTTP to this machine.
  if (client === 'helm') return Desk.sitDown(told((text) => text.replaceAll(' --plain-http', '')));
  return Desk.sitDown(shown);
}

/** A repository with nothing in it, and the page that says how to use it. */
async function openSetup(page: Page, format: Format): Promise<void> {
  const admin = await adminClient();
  const project = randomSlug('setup');
  await admin.graphql(
    'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }',
    { input: { slug: project, name: project } },
  );
  await admin.graphql(
    `mutation ($input: CreateRepositoryInput!) {
      createRepository(input: $input) { repository { id } }
    }`,
    { input: { project, slug: 'main', name: 'Main', format, kind: 'HOSTED' } },
  );
  await visitAsAdmin(page, `/projects/${project}/repositories/main/setup`);
  await page.getByRole('button', { name: 'Create token' }).click();
}

// The table has a row for each format, and no others.
for (const format of Object.keys(trials) as Format[]) {
  test(`S2 what ${format} repositories tell their clients works as it stands`, async ({ page }) => {
    test.setTimeout(formatTimeoutMs);
    await openSetup(page, format);
    const tried = Object.entries(trials[format]);
    const known = [...tried.map(([client]) => client), ...(notRun[format] ?? [])];
    expect((await shownClients(page)).toSorted()).toEqual(known.toSorted());
    const name = randomSlug('thing');
    for (const [client, trial] of tried) {
      await test.step(client, async (step) => {
        const missing = await missingPrograms(client);
        step.skip(missing.length > 0, `there is no ${missing.join()} here`);
        const desk = await sitDown(page, format, client);
        const own = format === 'PYPI' && client !== 'uv' ? name : `${name}-${client}`;
        const colleague = (other: string) => sitDown(page, format, other);
        await trial(desk, { token: desk.token, name: own, colleague });
      });
    }
  });
}
