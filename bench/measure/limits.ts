import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { startDiscardServer } from '../contestants/discard-server.ts';
import { temporaryFolder } from '../contestants/temporary-folder.ts';
import { runLoad } from '../load/run-load.ts';
import type { Scale } from '../rows/row.ts';
import { median } from './median.ts';

/** What no server on this machine can exceed, in bytes a second. */
export interface Limit {
  readonly name: string;
  readonly title: string;
  readonly bytesPerSecond: number;
}

const pieceBytes = 1024 * 1024;

/** Measures the machine itself: the yardstick for the rows above it. */
export async function measureLimits(scale: Scale, signal: AbortSignal): Promise<readonly Limit[]> {
  await using folder = await temporaryFolder('disk');
  await using discard = await startDiscardServer(signal);
  const piece = randomBytes(pieceBytes);
  const { largeBytes } = scale;
  const measure = async (name: string, title: string, act: () => Promise<unknown>) => {
    const rates: number[] = [];
    for (let round = 0; round < scale.rounds; round += 1) {
      const startedMs = performance.now();
      await act();
      rates.push(largeBytes / ((performance.now() - startedMs) / 1000));
    }
    return { name, title, bytesPerSecond: median(rates) };
  };
  return [
    await measure('sha256', 'SHA-256 on one core', () => hash(piece, largeBytes)),
    await measure('disk', 'Disk: write 1 MiB at a time, then fdatasync', () =>
      write(join(folder.path, 'file'), piece, largeBytes),
    ),
    await measure('loopback', 'HTTP over loopback into a server that discards', () =>
      runLoad('put', { url: discard.url, headers: {}, sizeBytes: largeBytes }, signal),
    ),
  ];
}

function hash(piece: Buffer, sizeBytes: number): Promise<string> {
  const sha256 = createHash('sha256');
  for (let done = 0; done < sizeBytes; done += piece.length) sha256.update(piece);
  return Promise.resolve(sha256.digest('hex'));
}

async function write(path: string, piece: Buffer, sizeBytes: number): Promise<void> {
  await using file: FileHandle = await open(path, 'w');
  for (let done = 0; done < sizeBytes; done += piece.length) await file.write(piece);
  await file.datasync();
}
