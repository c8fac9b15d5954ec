import { searchPackages } from '@bonded/core/artifacts';
import type { FormatCall } from '../format.ts';
import { sendJson } from './send-json.ts';

const sizeDefault = 20;
const sizeMax = 250;
const fromMax = 10_000;
const textCharsMax = 200;

/** `GET -/v1/search`: packages by a part of their name or description. */
export async function search(call: FormatCall): Promise<void> {
  const { query, repository, ports } = call;
  const { hits, total } = await searchPackages(ports, call.actor, {
    repository,
    text: (query.get('text') ?? '').trim().slice(0, textCharsMax),
    offset: numberOf(query.get('from'), { fallback: 0, max: fromMax }),
    limit: numberOf(query.get('size'), { fallback: sizeDefault, max: sizeMax }),
  });
  const objects = hits.map(({ package: found, newest, publisher }) => ({
    package: {
      name: found.name,
      description: found.description,
      version: newest.version,
      date: newest.createdAt.toISOString(),
      keywords: [],
      links: { npm: `${call.baseUrl}/${found.name}` },
      publisher: { username: publisher },
      maintainers: [{ username: publisher }],
    },
    score: { final: 1, detail: { quality: 1, popularity: 1, maintenance: 1 } },
    searchScore: 1,
  }));
  await sendJson(call, 200, { objects, total, time: ports.clock.now().toUTCString() });
}

function numberOf(text: string | null, bounds: { fallback: number; max: number }): number {
  const value = Number(text ?? bounds.fallback);
  return Number.isInteger(value) && value >= 0 ? Math.min(value, bounds.max) : bounds.fallback;
}
