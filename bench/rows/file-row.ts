import { type Bonded, startBonded } from '../contestants/bonded.ts';
import { isNginxInstalled, startNginx } from '../contestants/nginx.ts';
import { runLoad } from '../load/run-load.ts';
import { type Entry, quickScale, type Row, type Scale } from './row.ts';

/** A file that was published, as its format keeps it. */
export interface PublishedFile {
  readonly url: string;
  readonly content: Buffer;
}

interface FileRow extends Pick<Row, 'name' | 'title' | 'aim'> {
  readonly sizeBytes: (scale: Scale) => number;
  readonly connections: number;
  readonly publish: (
    bonded: Bonded,
    sizeBytes: number,
    signal: AbortSignal,
  ) => Promise<PublishedFile>;
}

/** What a row with `sizeBytes` of this reads is told in bytes a second. */
export const large = ({ largeBytes }: Scale) => largeBytes;
/** What the request generator can parse without becoming the bottleneck. */
const requestBytesMax = 64 * 1024;

/** Reads one file from Bonded, and the same bytes from nginx. */
export function fileRow({ name, title, aim, sizeBytes, connections, publish }: FileRow): Row {
  // In a quick run the large ones are still too large for the other.
  const generator = sizeBytes(quickScale) > requestBytesMax ? 'downloads' : 'requests';
  return {
    ...{ name, title, aim, unit: sizeBytes === large ? 'bytes' : 'operations', peerName: 'nginx' },
    generator,
    prepare: async (field, scale, signal) => {
      const bonded = await field.get(startBonded);
      const { url, content } = await publish(bonded, sizeBytes(scale), signal);
      const headers = { authorization: `Bearer ${bonded.token}` };
      const ours: Entry = {
        contestant: bonded,
        load: (seconds, ending) =>
          runLoad(generator, { url, headers, connections, seconds }, ending),
      };
      if (!isNginxInstalled()) return { ours, peer: null };
      const nginx = await field.get(startNginx);
      await nginx.put(`${name}.bin`, content);
      const peer: Entry = {
        contestant: nginx,
        load: (seconds, ending) => {
          const load = { url: `${nginx.url}/${name}.bin`, headers: {}, connections, seconds };
          return runLoad(generator, load, ending);
        },
      };
      return { ours, peer };
    },
  };
}
