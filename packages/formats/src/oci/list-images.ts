import { listReadablePackages } from '@bonded/core/artifacts';
import type { RootCall } from '../format.ts';
import { linkToNext, readPage } from './codec/page.ts';
import { sendJson } from './image-call.ts';

const pageSizeMax = 1_000;

/** `GET /v2/_catalog`: the images that the caller may see something of, everywhere. */
export async function listImages(call: RootCall): Promise<void> {
  const { limit, after } = readPage(call.query, pageSizeMax);
  const [project = '', repository = '', ...image] = (after ?? '').split('/');
  const { names, hasMore } = await listReadablePackages(call.ports, call.actor, {
    format: 'OCI',
    after: after === null ? null : { project, repository, name: image.join('/') },
    limit,
  });
  const repositories = names.map((each) => `${each.project}/${each.repository}/${each.name}`);
  const next = hasMore ? (repositories.at(-1) ?? null) : null;
  await sendJson(call, { repositories }, linkToNext('/v2/_catalog', next, { n: String(limit) }));
}
