import { createHash } from 'node:crypto';
import type { Account } from './postgres-account.ts';

export interface ServerOptions {
  readonly binariesDir: string;
  readonly clusterDir: string;
  readonly logPath: string;
  readonly account: Account | undefined;
  readonly port: number;
  readonly isDurable: boolean;
}

/** Shown in the server's command line: by it we know our own server again. */
export function clusterName(clusterDir: string): string {
  return `bonded_${createHash('sha256').update(clusterDir).digest('hex').slice(0, 16)}`;
}

const durable = [
  ['fsync', 'on'],
  ['synchronous_commit', 'on'],
  ['full_page_writes', 'on'],
] as const;

/** For databases that are thrown away, as in tests: everything that costs a disk write is off. */
const throwaway = [
  ['fsync', 'off'],
  ['synchronous_commit', 'off'],
  ['full_page_writes', 'off'],
  ['wal_level', 'minimal'],
  ['max_wal_senders', '0'],
] as const;

/** Given on the command line, so that the configuration file stays the user's. */
export function serverSettings(
  options: ServerOptions,
): readonly (readonly [name: string, value: string])[] {
  return [
    ['cluster_name', clusterName(options.clusterDir)],
    ['port', String(options.port)],
    ['listen_addresses', '127.0.0.1'],
    ['unix_socket_directories', ''],
    ['max_connections', '200'],
    ['shared_buffers', '128MB'],
    ['log_min_messages', 'warning'],
    ['log_checkpoints', 'off'],
    ['timezone', 'UTC'],
    ...(options.isDurable ? durable : throwaway),
  ];
}
