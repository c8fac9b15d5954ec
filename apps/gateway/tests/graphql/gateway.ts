import { join } from 'node:path';
import { createKeyEncryptionKey } from '@bonded/auth';
import { closeServer, createServer } from '@bonded/http';
import { composeRuntime, type Runtime, requestAuthenticator } from '@bonded/runtime';
import { createLogger } from '@bonded/telemetry';
import { afterTest, createTestDatabase, tempDir } from '@bonded/testing';
import { readConfig } from '../../src/config.ts';
import { createGraphqlHandler } from '../../src/graphql/server/create-handler.ts';

export interface GraphqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: {
    readonly code: string;
    readonly requestId: string;
    readonly fields?: Readonly<Record<string, string>>;
    readonly permission?: string;
  };
}

export interface Answer<Data = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Data | null | undefined;
  readonly errors: readonly GraphqlError[];
}

export interface Asking {
  /** An access token or API key; none for nobody. */
  readonly credential?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TestGateway {
  readonly runtime: Runtime;
  readonly url: string;
  /** Stops as the process does: what is open may end, nothing new begins. */
  readonly stop: () => Promise<void>;
  /** What was logged so far, one record a line. */
  readonly log: readonly string[];
  /** `Data` is the shape of what the query asks for. */
  ask<Data>(query: string, asking?: Asking): Promise<Answer<Data>>;
}

/** A gateway that answers GraphQL and nothing else, over HTTP, on a database of its own. */
export async function startGateway(
  environment: Readonly<Record<string, string>> = {},
): Promise<TestGateway> {
  const { url: databaseUrl } = await createTestDatabase();
  const folder = await tempDir();
  const keyFile = join(folder, 'kek');
  await createKeyEncryptionKey(keyFile);
  const config = readConfig({
    DATABASE_URL: databaseUrl,
    BONDED_DATA_DIR: folder,
    BONDED_KEK_FILE: keyFile,
    BONDED_PUBLIC_URL: 'http://bonded.test:4000',
    BONDED_BLOB_URL: 'http://bonded.test:4001',
    BONDED_CONSOLE_URL: 'http://bonded.test:3000',
    BONDED_LOG_LEVEL: 'error',
    ...environment,
  });
  const stop = new AbortController();
  const runtime = await composeRuntime(config, { role: 'test', signal: stop.signal });
  const log: string[] = [];
  const logger = createLogger({ role: 'test', destination: { write: (line) => log.push(line) } });
  const server = createServer({ logger });
  const authenticate = requestAuthenticator(runtime.ports, []);
  await createGraphqlHandler(server, {
    runtime: { ports: runtime.ports, logger },
    authenticate,
    config,
  });
  const url = `${await server.listen({ port: 0, host: '127.0.0.1' })}/graphql`;
  afterTest(async () => {
    server.server.closeAllConnections();
    await server.close();
    stop.abort();
    await runtime[Symbol.asyncDispose]();
  });
  return {
    runtime,
    url,
    stop: () => closeServer(server, { deadlineMs: 10_000 }),
    log,
    ask: <Data>(query: string, asking?: Asking) => ask<Data>(url, query, asking),
  };
}

async function ask<Data>(url: string, query: string, asking: Asking = {}): Promise<Answer<Data>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(asking.credential === undefined ? {} : { authorization: `Bearer ${asking.credential}` }),
      ...asking.headers,
    },
    body: JSON.stringify({ query, variables: asking.variables }),
  });
  const { data, errors = [] } = (await response.json()) as Partial<Answer<Data>>;
  return { status: response.status, headers: response.headers, data, errors };
}
