import { createHash, randomBytes } from 'node:crypto';
import { answered } from '../contestants/answered.ts';
import { type Bonded, startBonded } from '../contestants/bonded.ts';
import { isPypiserverInstalled, startPypiserver } from '../contestants/pypiserver.ts';
import { type LoadName, runLoad } from '../load/run-load.ts';
import { buildWheel, type Wheel } from '../pypi/wheel.ts';
import type { Row, Scale } from './row.ts';

/** By the protocol that twine and uv speak. */
async function upload(bonded: Bonded, wheel: Wheel, signal: AbortSignal): Promise<void> {
  const form = new FormData();
  const fields = {
    ':action': 'file_upload',
    protocol_version: '1',
    metadata_version: '2.1',
    name: wheel.name,
    version: wheel.version,
    filetype: 'bdist_wheel',
    pyversion: 'py3',
    sha256_digest: createHash('sha256').update(wheel.content).digest('hex'),
  };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('content', new Blob([new Uint8Array(wheel.content)]), wheel.fileName);
  const headers = { authorization: `Bearer ${bonded.token}` };
  const url = `${bonded.gatewayUrl}/pypi/${bonded.pypiPlace}/`;
  const response = await fetch(url, { method: 'POST', headers, body: form, signal });
  await (await answered(response)).body?.cancel();
}

interface ReadRow extends Pick<Row, 'name' | 'title' | 'aim'> {
  readonly versions: (scale: Scale) => number;
  readonly sizeBytes?: number;
  readonly generator: LoadName;
  readonly wants: 'index' | 'wheel';
}

const connections = 100;

function readRow({ name, title, aim, versions, sizeBytes = 1024, ...row }: ReadRow): Row {
  return {
    ...{ name, title, aim, unit: 'operations', peerName: 'pypiserver' },
    generator: row.generator,
    prepare: async (field, scale, signal) => {
      const bonded = await field.get(startBonded);
      const peer = isPypiserverInstalled() ? await field.get(startPypiserver) : null;
      const package_ = `bench-${randomBytes(4).toString('hex')}`;
      const wheels: Wheel[] = [];
      for (let patch = 0; patch < versions(scale); patch += 1) {
        const wheel = await buildWheel(package_, `1.0.${patch}`, sizeBytes);
        await upload(bonded, wheel, signal);
        await peer?.put(wheel);
        wheels.push(wheel);
      }
      const headers = { authorization: `Bearer ${bonded.token}` };
      const index = (base: string) => `${base}/simple/${package_}/`;
      const urlOf = async (base: string, extra: Readonly<Record<string, string>>) =>
        row.wants === 'index' ? index(base) : firstLink(index(base), extra, signal);
      const ourUrl = await urlOf(`${bonded.gatewayUrl}/pypi/${bonded.pypiPlace}`, headers);
      const ours = { url: ourUrl, headers, connections };
      const theirs = peer && { url: await urlOf(peer.url, {}), headers: {}, connections };
      return {
        ours: {
          contestant: bonded,
          load: (seconds, ending) => runLoad(row.generator, { ...ours, seconds }, ending),
        },
        peer: peer &&
          theirs && {
            contestant: peer,
            // Its own server ends the connection with each answer: `downloads` takes that amiss.
            load: (seconds, ending) => runLoad('requests', { ...theirs, seconds }, ending),
          },
      };
    },
  };
}

/** The address of a file, as an installer finds it. */
async function firstLink(
  index: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<string> {
  const page = await (await answered(await fetch(index, { headers, signal }))).text();
  const href = /href="([^"#]+)/.exec(page)?.[1];
  if (href === undefined) throw new Error(`${index} lists no file.`);
  return new URL(href, index).href;
}

export const pypiRows: readonly Row[] = [
  readRow({
    name: 'simple-3',
    title: 'Simple index of 3 files',
    aim: null,
    versions: () => 3,
    generator: 'requests',
    wants: 'index',
  }),
  readRow({
    name: 'simple-200',
    title: 'Simple index of 200 files',
    aim: null,
    versions: ({ manyVersions }) => manyVersions,
    generator: 'downloads',
    wants: 'index',
  }),
  readRow({
    name: 'wheel-50k',
    title: 'Wheel of 50 KiB',
    aim: 8,
    versions: () => 1,
    sizeBytes: 50 * 1024,
    generator: 'downloads',
    wants: 'wheel',
  }),
];
