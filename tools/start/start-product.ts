import { join } from 'node:path';
import { migrate } from '@bonded/database/migrate';
import { buildConsole } from './console-build.ts';
import { type DataDirectory, openDataDirectory } from './data-directory.ts';
import { type RunningDatabase, runDatabase } from './database.ts';
import { partsOf } from './parts.ts';
import { claimPorts } from './ports.ts';
import type { Progress } from './progress.ts';
import type { ReadyNews } from './ready-block.ts';
import { runParts } from './run-parts.ts';
import { keptSecret, randomKey, randomPassword, randomText } from './secret-file.ts';
import type { PortName, StartSettings } from './settings.ts';
import type { Terminal } from './terminal.ts';

export interface StartOptions {
  readonly settings: StartSettings;
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly progress: Progress;
  readonly terminal: Terminal;
  /** Ends a start that is under way; what was started is stopped. */
  readonly signal: AbortSignal;
}

export interface RunningProduct extends AsyncDisposable {
  readonly news: Omit<ReadyNews, 'tookMs'>;
}

/** Brings everything up, from the bottom. Disposing takes it down, the database last. */
export async function startProduct(options: StartOptions): Promise<RunningProduct> {
  const { settings, progress, root, terminal, signal } = options;
  await using starting = new AsyncDisposableStack();
  const directory = starting.use(await openDataDirectory(settings.dataDir));
  const ports = await claimPorts(settings.ports);
  const secrets = await prepareSecrets(directory, settings.adminPassword);

  const database = await progress.step('Starting the database', () =>
    openDatabase(options, directory),
  );
  starting.defer(() => database.stop());
  await progress.step('Migrating', () => migrate(database.url));
  await progress.step('Building the console', () =>
    buildConsole({
      root,
      logPath: join(directory.logsDir, 'console-build.log'),
      env: {
        ...options.environment,
        NODE_ENV: 'production',
        NEXT_TELEMETRY_DISABLED: '1',
        NO_COLOR: '1',
      },
      signal,
    }),
  );
  const urls = urlsOf(settings, ports);
  const parts = await progress.step('Starting gateway, worker, blob service and console', () =>
    runParts({
      stages: partsOf({
        ...secrets.forParts,
        root,
        dataDir: directory.path,
        databaseUrl: database.url,
        ports,
        urls,
        environment: options.environment,
      }),
      logsDir: directory.logsDir,
      showsAllLogs: settings.showsAllLogs,
      terminal,
      signal,
    }),
  );
  starting.defer(() => parts.stop());
  const running = starting.move();
  return {
    news: { urls, password: secrets.password, logsDir: directory.logsDir },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

async function openDatabase(
  { settings, terminal }: StartOptions,
  directory: DataDirectory,
): Promise<RunningDatabase> {
  if (settings.databaseUrl !== undefined) {
    return { url: settings.databaseUrl, stop: async () => {} };
  }
  return runDatabase(directory.path, (sentence) => terminal.say(`database: ${sentence}`));
}

interface Secrets {
  readonly forParts: {
    readonly kekPath: string;
    readonly consoleSecret: string;
    readonly adminPassword: string;
  };
  readonly password: ReadyNews['password'];
}

/** Makes what a first start lacks. A password that was given is not written down. */
async function prepareSecrets(
  { path, keysDir }: DataDirectory,
  givenPassword: string | undefined,
): Promise<Secrets> {
  const kek = await keptSecret(join(keysDir, 'kek'), randomKey);
  const session = await keptSecret(join(keysDir, 'console-secret'), randomText);
  const forParts = { kekPath: kek.path, consoleSecret: session.content.toString() };
  if (givenPassword !== undefined) {
    return {
      forParts: { ...forParts, adminPassword: givenPassword },
      password: { kind: 'given' },
    };
  }
  const kept = await keptSecret(join(path, 'admin-password'), randomPassword);
  const text = kept.content.toString().trim();
  return {
    forParts: { ...forParts, adminPassword: text },
    password: kept.isNew
      ? { kind: 'new', path: kept.path, text }
      : { kind: 'kept', path: kept.path },
  };
}

function urlsOf(
  settings: StartSettings,
  ports: Readonly<Record<PortName, number>>,
): Readonly<Record<PortName, string>> {
  const url = (name: PortName): string => settings.urls[name] ?? `http://localhost:${ports[name]}`;
  return { gateway: url('gateway'), blob: url('blob'), console: url('console') };
}
