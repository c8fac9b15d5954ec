import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** `postmaster.pid`, by which a server says that it lives in a cluster. */
export interface PostmasterFile {
  readonly pid: number;
  /** It accepts connections. */
  readonly isReady: boolean;
}

export function postmasterPath(clusterDir: string): string {
  return join(clusterDir, 'postmaster.pid');
}

/** Undefined when there is none, or only half of one yet. */
export async function readPostmasterFile(clusterDir: string): Promise<PostmasterFile | undefined> {
  const text = await readFile(postmasterPath(clusterDir), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number.parseInt(lines[0] ?? '', 10);
  // Line 8 is the status (PostgreSQL, miscadmin.h, LOCK_FILE_LINE_PM_STATUS).
  return Number.isNaN(pid) ? undefined : { pid, isReady: lines[7]?.trim() === 'ready' };
}
