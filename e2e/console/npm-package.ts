import { createHash } from 'node:crypto';
import { packTarGz } from '../contract/archives.ts';
import type { Client } from '../stack/api.ts';

export interface NpmManifest {
  readonly name: string;
  readonly version: string;
  readonly [field: string]: unknown;
}

/** Publishes as npm does, in one request; a version that policy holds is stored all the same. */
export async function publishNpm(
  client: Client,
  at: { readonly project: string; readonly repository: string },
  manifest: NpmManifest,
  { tag = 'latest', readme = '' }: { readonly tag?: string; readonly readme?: string } = {},
): Promise<void> {
  const { name, version } = manifest;
  const archive = packTarGz({
    'package/package.json': JSON.stringify(manifest, null, 2),
    'package/index.js': 'module.exports = 1;\n',
    ...(readme === '' ? {} : { 'package/README.md': readme }),
  });
  const shasum = createHash('sha1').update(archive).digest('hex');
  const integrity = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
  const document = {
    _id: name,
    name,
    'dist-tags': { [tag]: version },
    versions: { [version]: { ...manifest, dist: { shasum, integrity } } },
    _attachments: {
      [`${name}-${version}.tgz`]: {
        content_type: 'application/octet-stream',
        data: archive.toString('base64'),
        length: archive.length,
      },
    },
  };
  const answer = await client.fetch(
    `/npm/${at.project}/${at.repository}/${name.replace('/', '%2f')}`,
    {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(document),
    },
  );
  const text = await answer.text();
  if (!answer.ok && !text.includes('BD-')) throw new Error(`${name}: ${answer.status} ${text}`);
}
