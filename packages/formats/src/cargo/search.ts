import { searchPackages } from '@bonded/core/artifacts';
import type { FormatCall } from '../format.ts';
import { requireReader } from '../require-reader.ts';
import { sendJson } from '../send-json.ts';

const sizeDefault = 10;
const sizeMax = 100;
const textCharsMax = 200;

/** `GET api/v1/crates`: crates by a part of their name or description. */
export async function search(call: FormatCall): Promise<void> {
  requireReader(call);
  const { query, repository, ports } = call;
  const size = Number(query.get('per_page') ?? sizeDefault);
  const { hits, total } = await searchPackages(ports, call.actor, {
    repository,
    text: (query.get('q') ?? '').trim().slice(0, textCharsMax),
    offset: 0,
    limit: Number.isInteger(size) && size > 0 ? Math.min(size, sizeMax) : sizeDefault,
  });
  const crates = hits.map(({ package: found, newest }) => ({
    name: found.name,
    max_version: newest.version,
    description: found.description,
  }));
  await sendJson(call, 200, { crates, meta: { total } });
}
