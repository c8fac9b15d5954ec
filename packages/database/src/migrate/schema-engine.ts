import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg';
import type { SchemaFile } from './migration-files.ts';

export type SchemaEngine = engineModule.SchemaEngine;

type Bindings = typeof engineModule;

/** The little we need of a global that is declared for browsers only. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly instance: { readonly exports: { __wbindgen_start(): void } } }>;
};

/** Nothing in the database is managed by somebody else than our migrations. */
export const noFilters = { externalTables: [], externalEnums: [] };

/**
 * Prisma's own migration engine, in WebAssembly: it authors, applies and compares migrations, and
 * there is no binary to download.
 */
export async function openSchemaEngine(
  adapters: SqlMigrationAwareDriverAdapterFactory,
  schema: readonly SchemaFile[],
): Promise<SchemaEngine> {
  bindings ??= loadBindings();
  const { SchemaEngine } = await bindings;
  return SchemaEngine.new(
    { datamodels: schema.map(({ path, content }) => [path, content]) },
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapters),
  );
}

/** One for the process: the bindings keep a single instance, and a second would pull it away. */
let bindings: Promise<Bindings> | undefined;

/** The package is made for bundlers, which wire the module up; so we do it by hand. */
async function loadBindings(): Promise<Bindings> {
  const require = createRequire(import.meta.url);
  const script = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  // What the package declares for the path that it exports.
  const loaded = (await import(pathToFileURL(script).href)) as Bindings;
  const bytes = await readFile(join(dirname(script), 'schema_engine_bg.wasm'));
  const imports = { './schema_engine_bg.js': withQuietTimers(loaded) };
  const { instance } = await WebAssembly.instantiate(bytes, imports);
  loaded.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return loaded;
}

type Import = (...args: unknown[]) => unknown;

/** The engine never clears its timeouts: one of ten seconds would keep the process from ending. */
function withQuietTimers(loaded: Bindings): Record<string, unknown> {
  const imports: Record<string, unknown> = { ...loaded };
  for (const [name, value] of Object.entries(loaded)) {
    if (!name.startsWith('__wbg_setTimeout_')) continue;
    imports[name] = (...args: unknown[]) => {
      // All of them are functions, and this one gives back what setTimeout gave it.
      const timer = (value as Import)(...args) as NodeJS.Timeout;
      return timer.unref();
    };
  }
  return imports;
}
