import { randomBytes } from 'node:crypto';
import { answered } from '../contestants/answered.ts';
import { startBonded } from '../contestants/bonded.ts';
import { isNginxInstalled, startNginx } from '../contestants/nginx.ts';
import { runLoad } from '../load/run-load.ts';
import type { Entry, Row, Scale } from './row.ts';

interface FileRow extends Pick<Row, 'name' | 'title'> {
  readonly sizeBytes: (scale: Scale) => number;
  readonly connections: number;
}

function fileRow({ name, title, sizeBytes, connections }: FileRow): Row {
  return {
    ...{ name, title, unit: sizeBytes === large ? 'bytes' : 'operations', peerName: 'nginx' },
    aim: null,
    prepare: async (field, scale, signal) => {
      const bonded = await field.get(startBonded);
      const content = randomBytes(sizeBytes(scale));
      const file = `${name}.bin`;
      const headers = { authorization: `Bearer ${bonded.token}` };
      const url = `${bonded.gatewayUrl}/raw/${bonded.rawPlace}/${file}`;
      await answered(await fetch(url, { method: 'PUT', headers, body: content, signal }));
      const generator = sizeBytes(scale) > requestBytesMax ? 'downloads' : 'requests';
      const ours: Entry = {
        contestant: bonded,
        load: (seconds, ending) =>
          runLoad(generator, { url, headers, connections, seconds }, ending),
      };
      if (!isNginxInstalled()) return { ours, peer: null };
      const nginx = await field.get(startNginx);
      await nginx.put(file, content);
      const peer: Entry = {
        contestant: nginx,
        load: (seconds, ending) => {
          const load = { url: `${nginx.url}/${file}`, headers: {}, connections, seconds };
          return runLoad(generator, load, ending);
        },
      };
      return { ours, peer };
    },
  };
}

/** What the request generator can parse without becoming the bottleneck. */
const requestBytesMax = 64 * 1024;
const large = ({ largeBytes }: Scale) => largeBytes;

/**
 * nginx asks nobody: no credential, no decision, no audit. It is the distance to the machine's own
 * limit.
 */
export const rawRows: readonly Row[] = [
  fileRow({
    name: 'raw-1k',
    title: 'GET of a raw file of 1 KiB',
    sizeBytes: () => 1024,
    connections: 100,
  }),
  fileRow({
    name: 'raw-1m',
    title: 'GET of a raw file of 1 MiB',
    sizeBytes: () => 1024 ** 2,
    connections: 10,
  }),
  fileRow({
    name: 'raw-1g',
    title: 'GET of a raw file of 1 GiB',
    sizeBytes: large,
    connections: 1,
  }),
];
