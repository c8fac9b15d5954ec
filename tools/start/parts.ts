import { join } from 'node:path';
import type { Part } from './part.ts';
import type { Ports } from './ports.ts';
import type { PortName } from './settings.ts';

/** Everything the processes have to be told. */
export interface PartsWorld {
  readonly root: string;
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly kekPath: string;
  readonly consoleSecret: string;
  readonly adminPassword: string;
  readonly ports: Ports;
  readonly urls: Readonly<Record<PortName, string>>;
  /** What the person who starts us has set. */
  readonly environment: NodeJS.ProcessEnv;
}

const host = '127.0.0.1';

/**
 * The processes of the product. The first stage stops first: it serves people through the second.
 */
export function partsOf(world: PartsWorld): readonly (readonly Part[])[] {
  return [
    [blob(world), console(world)],
    [gateway(world), worker(world)],
  ];
}

function gateway(world: PartsWorld): Part {
  return {
    ...app(world, 'gateway', 'apps/gateway/src/main.ts'),
    env: { ...serverEnvironment(world), BONDED_ADMIN_PASSWORD: world.adminPassword },
    readyUrl: `http://${host}:${world.ports.gateway}/readyz`,
  };
}

function worker(world: PartsWorld): Part {
  return app(world, 'worker', 'apps/gateway/src/worker.ts');
}

function blob(world: PartsWorld): Part {
  return {
    ...app(world, 'blob', 'apps/blob/src/main.ts', blobFlags),
    readyUrl: `http://${host}:${world.ports.blob}/readyz`,
  };
}

/** It gets no way to the database and no key: it is a client of the gateway. */
function console(world: PartsWorld): Part {
  return {
    name: 'console',
    command: process.execPath,
    args: [
      ...['node_modules/next/dist/bin/next', 'start'],
      ...['--port', String(world.ports.console), '--hostname', host],
    ],
    cwd: join(world.root, 'apps/console'),
    env: {
      ...inherited(world.environment),
      ...addresses(world),
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      NEXTAUTH_URL: world.urls.console,
      NEXTAUTH_SECRET: world.consoleSecret,
    },
    readyUrl: `http://${host}:${world.ports.console}/`,
  };
}

/** Keeps 200 MB through any upload: its bytes are short-lived and its code is not hot. */
const blobFlags = [
  '--max-semi-space-size=2',
  '--optimize-for-size',
  '--liftoff-only',
  '--v8-pool-size=1',
];

function app(world: PartsWorld, name: string, main: string, flags: readonly string[] = []): Part {
  return {
    name,
    command: process.execPath,
    args: [...flags, join(world.root, main)],
    cwd: world.root,
    env: {
      ...serverEnvironment(world),
      // Compiled once: a part that is started again is back sooner, with 20 MB less.
      NODE_COMPILE_CACHE: join(world.dataDir, 'cache/compiled'),
      // File syncs wait in the pool, and many uploads sync at once.
      UV_THREADPOOL_SIZE: '16',
      // One heap of the C library a thread would keep tens of megabytes that nobody uses.
      MALLOC_ARENA_MAX: '2',
    },
  };
}

function serverEnvironment(world: PartsWorld): NodeJS.ProcessEnv {
  return {
    ...inherited(world.environment),
    ...addresses(world),
    NODE_ENV: 'production',
    DATABASE_URL: world.databaseUrl,
    BONDED_DATA_DIR: world.dataDir,
    BONDED_KEK_FILE: world.kekPath,
  };
}

function addresses({ ports, urls }: PartsWorld): NodeJS.ProcessEnv {
  return {
    BONDED_GATEWAY_PORT: String(ports.gateway),
    BONDED_BLOB_PORT: String(ports.blob),
    BONDED_CONSOLE_PORT: String(ports.console),
    BONDED_PUBLIC_URL: urls.gateway,
    BONDED_BLOB_URL: urls.blob,
    BONDED_CONSOLE_URL: urls.console,
  };
}

/**
 * Each process is given the secrets it needs, so none is inherited; npm's own variables mean
 * nothing to us.
 */
const withheld = /^(npm_|INIT_CWD$|DATABASE_URL$|BONDED_ADMIN_PASSWORD$|NEXTAUTH_)/;

function inherited(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !withheld.test(name)));
}
