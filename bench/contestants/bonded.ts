import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { answered } from './answered.ts';
import { type AskGraphql, graphqlClient } from './ask-graphql.ts';
import type { Contestant } from './contestant.ts';
import { importAdvisories } from './import-advisories.ts';
import { startProcess } from './start-process.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface Bonded extends Contestant {
  readonly gatewayUrl: string;
  readonly blobUrl: string;
  /** `project/repository` of a private Cargo repository. */
  readonly cargoPlace: string;
  /** `project/repository` of a private Maven repository. */
  readonly mavenPlace: string;
  /** `project/repository` of a private npm repository. */
  readonly npmPlace: string;
  /** `project/repository` of a private OCI repository. */
  readonly ociPlace: string;
  /** `project/repository` of a private PyPI repository. */
  readonly pypiPlace: string;
  /** `project/repository` of a private raw repository. */
  readonly rawPlace: string;
  /** Speaks for the administrator. */
  readonly graphql: AskGraphql;
  /** The project that all of them are in: others are made there. */
  readonly project: string;
  /** An API key that may do everything in them. */
  readonly token: string;
}

const root = resolve(import.meta.dirname, '../..');
const project = 'bench';

/**
 * The product as `npm start` runs it, on its embedded defaults: audit, scan, decision, access check
 * and durable writes are all on, and every repository is private.
 */
export async function startBonded(signal: AbortSignal): Promise<Bonded> {
  await using starting = new AsyncDisposableStack();
  const folder = starting.use(await temporaryFolder('bonded'));
  const password = randomBytes(18).toString('base64url');
  const product = starting.use(
    await startProcess({
      command: process.execPath,
      args: [resolve(root, 'tools/start.ts')],
      env: {
        BONDED_DATA_DIR: folder.path,
        BONDED_GATEWAY_PORT: '0',
        BONDED_BLOB_PORT: '0',
        BONDED_CONSOLE_PORT: '0',
        BONDED_ADMIN_PASSWORD: password,
        // Upstreams of proxies are on this machine.
        BONDED_EGRESS_NETWORKS: '127.0.0.1/32',
      },
      ready: /Ctrl-C stops it\./,
      signal,
    }),
  );
  const addressOf = (name: string) =>
    new RegExp(`^ +${name} +(http\\S+)`, 'm').exec(product.output)?.[1] ?? '';
  const gatewayUrl = addressOf('Gateway');
  const session = await signIn(gatewayUrl, password, signal);
  const graphql = graphqlClient(gatewayUrl, session, signal);
  await importAdvisories({ gatewayUrl, token: session, graphql, signal });
  const token = await furnish(graphql);
  const running = starting.move();
  return {
    name: 'Bonded',
    pid: product.pid,
    gatewayUrl,
    blobUrl: addressOf('Blobs'),
    cargoPlace: `${project}/cargo`,
    mavenPlace: `${project}/maven`,
    npmPlace: `${project}/npm`,
    ociPlace: `${project}/oci`,
    pypiPlace: `${project}/pypi`,
    rawPlace: `${project}/raw`,
    graphql,
    project,
    token,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

async function signIn(gatewayUrl: string, password: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(`${gatewayUrl}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password }),
    signal,
  });
  const { accessToken } = (await (await answered(response)).json()) as { accessToken: string };
  return accessToken;
}

/** A project with a repository of each format, and a key for them. */
async function furnish(graphql: AskGraphql): Promise<string> {
  await graphql(
    'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }',
    { input: { slug: project, name: 'Benchmarks' } },
  );
  for (const format of ['CARGO', 'MAVEN', 'NPM', 'OCI', 'PYPI', 'RAW']) {
    await graphql(
      `mutation ($input: CreateRepositoryInput!) {
        createRepository(input: $input) { repository { id } }
      }`,
      { input: { project, slug: format.toLowerCase(), format, kind: 'HOSTED' } },
    );
  }
  const { createApiKey } = await graphql<{ createApiKey: { secret: string } }>(
    'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }',
    { input: { name: 'bench', project } },
  );
  return createApiKey.secret;
}
