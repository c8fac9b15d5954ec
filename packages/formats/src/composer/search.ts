import { listPackageNames, searchPackages } from '@bonded/core/artifacts';
import { holdersFor } from '@bonded/core/repositories';
import type { FormatCall } from '../format.ts';
import { requireReader } from '../require-reader.ts';
import { sendJson } from '../send-json.ts';

const sizeDefault = 15;
const sizeMax = 100;
const pageMax = 1_000;
const textCharsMax = 200;

/** `GET search.json`: packages by a part of their name or description, a page at a time. */
export async function search(call: FormatCall): Promise<void> {
  requireReader(call);
  const { query, repository, ports, baseUrl } = call;
  const size = numberOf(query.get('per_page'), { fallback: sizeDefault, max: sizeMax });
  const page = numberOf(query.get('page'), { fallback: 1, max: pageMax });
  const text = (query.get('q') ?? '').trim().slice(0, textCharsMax);
  const { hits, total } = await searchPackages(ports, call.actor, {
    repository,
    text,
    offset: (page - 1) * size,
    limit: size,
  });
  const results = hits.map(({ package: { name, description } }) => ({
    name,
    description,
    url: `${baseUrl}/p2/${name}.json`,
    repository: '',
    downloads: 0,
    favers: 0,
  }));
  const following = new URLSearchParams({
    q: text,
    page: String(page + 1),
    per_page: String(size),
  });
  const next = page * size < total ? { next: `${baseUrl}/search.json?${following}` } : {};
  await sendJson(call, 200, { results, total, ...next });
}

/** `GET list.json`: names, by vendor or by a pattern with `*`. */
export async function list(call: FormatCall): Promise<void> {
  requireReader(call);
  const vendor = call.query.get('vendor');
  const fits = patternOf(call.query.get('filter'));
  const names = await namesIn(call);
  const packageNames = names.filter(
    (name) => (vendor === null || name.startsWith(`${vendor}/`)) && fits(name),
  );
  await sendJson(call, 200, { packageNames });
}

/** A group has the names of all members that the caller may read. */
async function namesIn({ ports, actor, repository }: FormatCall): Promise<readonly string[]> {
  const holders = await holdersFor(ports, actor, repository);
  const lists = await Promise.all(holders.map(({ id }) => listPackageNames(ports, id)));
  return [...new Set(lists.flat())].toSorted();
}

/** `*` stands for anything. Linear in the name, whatever the pattern. */
function patternOf(filter: string | null): (name: string) => boolean {
  const parts = (filter ?? '*').toLowerCase().slice(0, textCharsMax).split('*');
  const [first = ''] = parts;
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return (name) => name === first;
  return (name) => {
    if (!name.startsWith(first)) return false;
    let at = first.length;
    for (const part of parts.slice(1, -1)) {
      const found = name.indexOf(part, at);
      if (found === -1) return false;
      at = found + part.length;
    }
    return name.length - last.length >= at && name.endsWith(last);
  };
}

function numberOf(text: string | null, bounds: { fallback: number; max: number }): number {
  const value = Number(text ?? bounds.fallback);
  return Number.isInteger(value) && value >= 1 ? Math.min(value, bounds.max) : bounds.fallback;
}
