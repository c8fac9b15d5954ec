import { listTagNames } from '@bonded/core/supply';
import { linkToNext, readPage } from './codec/page.ts';
import { type ImageCall, sendJson } from './image-call.ts';

const pageSizeMax = 10_000;

/** `GET …/tags/list`: the tags whose images the caller may see, in the order of their bytes. */
export async function listTags(call: ImageCall): Promise<void> {
  const { ports, actor, repository, image, imagePath } = call;
  const { limit, after } = readPage(call.query, pageSizeMax);
  const { names, hasMore } = await listTagNames(ports, actor, {
    repository,
    name: image,
    after,
    limit,
  });
  const next = hasMore ? (names.at(-1) ?? null) : null;
  const name = imagePath.slice('/v2/'.length);
  const link = linkToNext(`${imagePath}/tags/list`, next, { n: String(limit) });
  await sendJson(call, { name, tags: names }, link);
}
