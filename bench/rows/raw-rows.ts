import { randomBytes } from 'node:crypto';
import { answered } from '../contestants/answered.ts';
import type { Bonded } from '../contestants/bonded.ts';
import { fileRow, large, type PublishedFile } from './file-row.ts';
import type { Row } from './row.ts';

async function publish(
  bonded: Bonded,
  sizeBytes: number,
  signal: AbortSignal,
): Promise<PublishedFile> {
  const content = randomBytes(sizeBytes);
  const headers = { authorization: `Bearer ${bonded.token}` };
  const url = `${bonded.gatewayUrl}/raw/${bonded.rawPlace}/${sizeBytes}.bin`;
  await answered(await fetch(url, { method: 'PUT', headers, body: content, signal }));
  return { url, content };
}

/**
 * nginx asks nobody: no credential, no decision, no audit. It is the distance to the machine's own
 * limit.
 */
export const rawRows: readonly Row[] = [
  fileRow({
    name: 'raw-1k',
    title: 'GET of a raw file of 1 KiB',
    aim: null,
    sizeBytes: () => 1024,
    connections: 100,
    publish,
  }),
  fileRow({
    name: 'raw-1m',
    title: 'GET of a raw file of 1 MiB',
    aim: null,
    sizeBytes: () => 1024 ** 2,
    connections: 10,
    publish,
  }),
  fileRow({
    name: 'raw-1g',
    title: 'GET of a raw file of 1 GiB',
    aim: null,
    sizeBytes: large,
    connections: 1,
    publish,
  }),
];
