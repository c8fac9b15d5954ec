import { expect, inject } from 'vitest';
import type { Client } from '../../stack/api.ts';
import type { Shelf } from '../driver.ts';
import { listArtifacts } from '../versions.ts';
import { unfinishedBytes } from './cost.ts';

/** Sends a file by tus in one request, and gives the answer that ends it. */
export function uploadWhole(
  { client, place }: Shelf,
  path: string,
  bytes: Buffer,
): Promise<Response> {
  const text = (value: string) => Buffer.from(value).toString('base64');
  return client.fetch(`${inject('blobUrl')}/uploads`, {
    method: 'POST',
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': String(bytes.length),
      'upload-metadata': `repository ${text(place.path)},path ${text(path)}`,
      'content-type': 'application/offset+octet-stream',
    },
    body: new Uint8Array(bytes),
  });
}

/** Nothing of what came is there: no version, no package, and no bytes on the way to one. */
export async function expectNoTrace(admin: Client, shelf: Shelf): Promise<void> {
  expect(await listArtifacts({ ...shelf, client: admin })).toEqual([]);
  const { repository } = await admin.graphql<{
    repository: { packages: { nodes: { name: string }[] } };
  }>(
    `query ($project: String!, $slug: String!) {
      repository(project: $project, slug: $slug) { packages(first: 10) { nodes { name } } }
    }`,
    { project: shelf.place.project, slug: shelf.place.repository },
  );
  expect(repository.packages.nodes).toEqual([]);
  expect(await unfinishedBytes()).toEqual([]);
}
