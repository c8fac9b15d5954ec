import { randomBytes } from 'node:crypto';
import { startBonded } from '../contestants/bonded.ts';
import { type Door, openDoor, proxyDoor } from '../contestants/door.ts';
import { type PullThrough, startPullThrough } from '../contestants/verdaccio.ts';
import { runLoad } from '../load/run-load.ts';
import { furnish } from '../npm/registry.ts';
import type { Entry, Row } from './row.ts';

const smallBytes = 50 * 1024;
const connections = 10;

/** Each load makes packages that are new upstream, so that none of them is warm anywhere. */
function entryOf({ contestant, url, headers }: Door, through: PullThrough, packages: number) {
  return {
    contestant,
    load: async (_seconds: number, signal: AbortSignal) => {
      const prefix = `cold-${randomBytes(4).toString('hex')}`;
      const names = Array.from({ length: packages }, (_, at) => `${prefix}-${at}`);
      for (const name of names) {
        await furnish(through.upstream, { name, versions: 1, sizeBytes: smallBytes }, signal);
      }
      const chains = names.map((name) => [`${url}/${name}`, `${url}/${name}/-/${name}-1.0.0.tgz`]);
      return runLoad('each-once', { chains, headers, connections }, signal);
    },
  } satisfies Entry;
}

interface ColdRow extends Pick<Row, 'name' | 'title' | 'peerName'> {
  /** Of the two that the peer consists of: the one that passes on, or the one behind it. */
  readonly against: 'cache' | 'upstream';
}

function coldRow({ name, title, peerName, against }: ColdRow): Row {
  return {
    ...{ name, title, peerName, unit: 'operations', aim: null, generator: 'each-once' },
    prepare: async (field, { uploads }) => {
      const bonded = await field.get(startBonded);
      const through = await field.get(startPullThrough);
      const asked = against === 'cache' ? through : through.upstream;
      const ours = await proxyDoor(bonded, 'NPM', through.upstream.registryUrl);
      return {
        ours: entryOf(ours, through, uploads),
        peer: entryOf(openDoor(asked, asked.registryUrl), through, uploads),
      };
    },
  };
}

/** What a first reader waits for: fetched, checked, stored, scanned and judged before a byte. */
export const coldRows: readonly Row[] = [
  coldRow({
    name: 'cold-tarball',
    title: 'Packument and tarball of 50 KiB, cold, 10 at a time, beside another cache',
    peerName: 'Verdaccio',
    against: 'cache',
  }),
  coldRow({
    name: 'cold-tarball-direct',
    title: 'Packument and tarball of 50 KiB, cold, 10 at a time, against a direct download',
    peerName: 'Verdaccio, direct',
    against: 'upstream',
  }),
];
