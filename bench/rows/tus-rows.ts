import { randomBytes } from 'node:crypto';
import { startBonded } from '../contestants/bonded.ts';
import { startTusServer } from '../contestants/tus-server.ts';
import { runLoad } from '../load/run-load.ts';
import type { Entry, Row, Scale } from './row.ts';

interface UploadRow extends Pick<Row, 'name' | 'title' | 'aim'> {
  /** How many at the same time. */
  readonly uploads: (scale: Scale) => number;
  readonly sizeBytes: (scale: Scale) => number;
  /** What is sent at a time: the whole upload, or a part of it. */
  readonly chunkBytes: (scale: Scale) => number;
}

function uploadRow({ name, title, aim, uploads, sizeBytes, chunkBytes }: UploadRow): Row {
  return {
    ...{ name, title, unit: 'bytes', peerName: '@tus/server', aim },
    generator: 'tus-upload',
    prepare: async (field, scale) => {
      const bonded = await field.get(startBonded);
      const tus = await field.get(startTusServer);
      const upload = {
        uploads: uploads(scale),
        sizeBytes: sizeBytes(scale),
        chunkBytes: chunkBytes(scale),
      };
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
                path: `uploads/${randomBytes(6).toString('hex')}-`,
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
              metadata: { filename: 'bench-' },
            },
            signal,
          ),
      };
      return { ours, peer };
    },
  };
}

const one = () => 1;
const large = ({ largeBytes }: Scale) => largeBytes;
const chunk = ({ chunkBytes }: Scale) => chunkBytes;
const hundredth = ({ largeBytes }: Scale) => Math.floor(largeBytes / 100);

/**
 * The peer neither hashes nor syncs; ours does both, and the artifact exists when the last answer
 * comes.
 */
export const tusRows: readonly Row[] = [
  uploadRow({
    name: 'tus-1g',
    title: 'tus upload of 1 GiB in one PATCH',
    aim: 1,
    uploads: one,
    sizeBytes: large,
    chunkBytes: large,
  }),
  uploadRow({
    name: 'tus-1g-64m',
    title: 'tus upload of 1 GiB in chunks of 64 MiB',
    aim: 1,
    uploads: one,
    sizeBytes: large,
    chunkBytes: chunk,
  }),
  uploadRow({
    name: 'tus-100',
    title: '100 tus uploads at once, 1 GiB together',
    aim: null,
    uploads: ({ uploads }) => uploads,
    sizeBytes: hundredth,
    chunkBytes: large,
  }),
];
