import { PrismaPg } from '@prisma/adapter-pg';
import {
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { withClient } from '../with-client.ts';
import { connectToCatalog } from './catalog-adapter.ts';

/** Changes a script on its way from the engine to PostgreSQL. */
export type ScriptTransform = (script: string) => string;

const asIs: ScriptTransform = (script) => script;

/** What the schema engine is given to connect with, and the end of those connections. */
export interface MigrationAdapters extends AsyncDisposable {
  readonly factory: SqlMigrationAwareDriverAdapterFactory;
}

/**
 * Connects the schema engine to `url`. The stock adapter is made for queries and needs help: it
 * cuts scripts at every semicolon, also inside functions; it cannot read the catalogue; and its
 * shadow database is the real one when the server is named by a URL.
 */
export function migrationAdapters(url: string, transform = asIs): MigrationAdapters {
  const { provider, adapterName } = new PrismaPg(url);
  // The engine leaves its connection open, and with it the lock that it holds for its session.
  const open = new AsyncDisposableStack();
  const kept = (adapter: SqlDriverAdapter): SqlDriverAdapter => {
    open.defer(() => adapter.dispose());
    return adapter;
  };
  const factory: SqlMigrationAwareDriverAdapterFactory = {
    provider,
    adapterName,
    connect: async () => kept(await connect(url, transform)),
    connectToShadowDb: () => connectToShadow(url),
  };
  return { factory, [Symbol.asyncDispose]: () => open.disposeAsync() };
}

async function connect(url: string, transform: ScriptTransform): Promise<SqlDriverAdapter> {
  const adapter = await connectToCatalog(url);
  adapter.executeScript = (script) => runScript(url, transform(script));
  return adapter;
}

async function connectToShadow(url: string): Promise<SqlDriverAdapter> {
  const name = `bonded_shadow_${crypto.randomUUID().replaceAll('-', '')}`;
  await runScript(url, `CREATE DATABASE ${name}`);
  const shadowUrl = new URL(url);
  shadowUrl.pathname = `/${name}`;
  const adapter = await connect(shadowUrl.href, asIs);
  const dispose = adapter.dispose.bind(adapter);
  adapter.dispose = async () => {
    await dispose();
    await runScript(url, `DROP DATABASE ${name}`);
  };
  return adapter;
}

/** In one message, which PostgreSQL runs as one transaction. A script has no time limit. */
async function runScript(url: string, script: string): Promise<void> {
  try {
    await withClient(url, (client) => client.query(script));
  } catch (error) {
    throw error instanceof pg.DatabaseError ? adapterError(error) : error;
  }
}

function adapterError(error: pg.DatabaseError): DriverAdapterError {
  return new DriverAdapterError({
    kind: 'postgres',
    code: error.code ?? 'N/A',
    severity: error.severity ?? 'N/A',
    message: error.message,
    detail: error.detail,
    column: error.column,
    hint: error.hint,
  });
}
