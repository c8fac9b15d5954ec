import { resolve } from 'node:path';
import { startRefused } from './start-errors.ts';

export const portNames = ['gateway', 'blob', 'console'] as const;
export type PortName = (typeof portNames)[number];

/** What `npm start` itself reads; the processes it starts read the rest. */
export interface StartSettings {
  readonly dataDir: string;
  /** 0 asks for a free one. */
  readonly ports: Readonly<Record<PortName, number>>;
  /** What clients are told; undefined follows from the port. */
  readonly urls: Readonly<Record<PortName, string | undefined>>;
  readonly databaseUrl: string | undefined;
  readonly adminPassword: string | undefined;
  /** Show everything that the processes log, not just warnings. */
  readonly showsAllLogs: boolean;
}

export const portSettings: Readonly<Record<PortName, { name: string; fallback: number }>> = {
  gateway: { name: 'BONDED_GATEWAY_PORT', fallback: 4000 },
  blob: { name: 'BONDED_BLOB_PORT', fallback: 4001 },
  console: { name: 'BONDED_CONSOLE_PORT', fallback: 3000 },
};

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment. Errors: START_REFUSED. An empty variable counts as unset. */
export function readStartSettings(environment: Environment): StartSettings {
  const read = (name: string): string | undefined => environment[name] || undefined;
  const ports = {
    gateway: readPort('gateway', read),
    blob: readPort('blob', read),
    console: readPort('console', read),
  };
  refuseSharedPorts(ports);
  return {
    dataDir: resolve(read('BONDED_DATA_DIR') ?? './.bonded'),
    ports,
    urls: {
      gateway: read('BONDED_PUBLIC_URL'),
      blob: read('BONDED_BLOB_URL'),
      console: read('BONDED_CONSOLE_URL'),
    },
    databaseUrl: read('DATABASE_URL'),
    adminPassword: read('BONDED_ADMIN_PASSWORD'),
    showsAllLogs: read('BONDED_LOG') === 'all',
  };
}

function readPort(port: PortName, read: (name: string) => string | undefined): number {
  const { name, fallback } = portSettings[port];
  const text = read(name);
  if (text === undefined) return fallback;
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw startRefused(`${name} is "${text}", which is not a port: it takes 0 to 65535.`);
}

function refuseSharedPorts(ports: Readonly<Record<PortName, number>>): void {
  for (const [index, one] of portNames.entries()) {
    const other = portNames.slice(index + 1).find((name) => ports[name] === ports[one]);
    if (other === undefined || ports[one] === 0) continue;
    const both = `${portSettings[one].name} and ${portSettings[other].name}`;
    throw startRefused(`${both} are both ${ports[one]}: give each a port of its own.`);
  }
}
