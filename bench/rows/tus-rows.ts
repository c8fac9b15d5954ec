import { randomBytes } from 'node:crypto';
import { startBonded } from '../contestants/bonded.ts';
import { startTusServer } from '../contestants/tus-server.ts';
import { runLoad } from '../load/run-load.ts';
import type { Entry, Row, Scale } from './row.ts';

/** The chunk that a row sends at a time: the whole upload, or a part of it. */
type ChunkOf = (scale: Scale) => number;

function uploadRow(name: string, title: string, chunkOf: ChunkOf): Row {
  return {
    ...{ name, title, unit: 'bytes', peerName: '@tus/server', aim: 1 },
    prepare: async (field, scale) => {
      const bonded = await field.get(startBonded);
      const tus = await field.get(startTusServer);
      const upload = { sizeBytes: scale.largeBytes, chunkBytes: chunkOf(scale) };
      const ours: Entry = {
        contestant: bonded,
        load: (_seconds, signal) =>
          runLoad(
            'tus-upload',
            {
              ...upload,
              endpoint: `${bonded.blobUrl}/uploads`,
              headers: { authorization: `Bearer ${bonded.token}` },
              metadata: {
                repository: bonded.rawPlace,
                path: `uploads/${randomBytes(6).toString('hex')}.bin`,
              },
            },
            signal,
          ),
      };
      const peer: Entry = {
        contestant: tus,
        load: (_seconds, signal) =>
          runLoad(
            'tus-upload',
            {
              ...upload,
              endpoint: tus.uploadsUrl,
              headers: {},
              metadata: { filename: 'bench.bin' },
            },
            signal,
          ),
      };
      return { ours, peer };
    },
  };
}

/**
 * The peer neither hashes nor syncs; ours does both, and the artifact exists when the last answer
 * comes.
 */
export const tusRows: readonly Row[] = [
  uploadRow('tus-1g', 'tus upload of 1 GiB in one PATCH', ({ largeBytes }) => largeBytes),
  uploadRow(
    'tus-1g-64m',
    'tus upload of 1 GiB in chunks of 64 MiB',
    ({ chunkBytes }) => chunkBytes,
  ),
];
