import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@bonded/database/embedded';
import { supervise } from './supervise.ts';

export interface RunningDatabase {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Starts the embedded PostgreSQL and keeps it running, at the same address, through any crash. */
export async function runDatabase(
  dataDir: string,
  say: (sentence: string) => void,
): Promise<RunningDatabase> {
  let first: EmbeddedPostgres | undefined;
  const start = async (): Promise<EmbeddedPostgres> => {
    const postgres = await startEmbeddedPostgres({
      dataDir: join(dataDir, 'postgres'),
      ...(first !== undefined && { port: first.port }),
    });
    first ??= postgres;
    return postgres;
  };
  const { stop } = await supervise({
    start,
    onCrash: () => say('The database ended unexpectedly; it is started again.'),
    onRestart: () => say('The database is back.'),
  });
  return { url: first?.url ?? '', stop };
}
