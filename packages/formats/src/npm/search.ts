import { artifactsWhere } from '@bonded/core/access';
import type { FormatCall } from '../format.ts';
import { sendJson } from './send-json.ts';

const sizeDefault = 20;
const sizeMax = 250;
const fromMax = 10_000;
const countMax = 10_000;

/** `GET -/v1/search`: packages by a part of their name or description, of which the caller may see a version. */
export async function search(call: FormatCall): Promise<void> {
  const { query, repository, ports } = call;
  const text = (query.get('text') ?? '').trim().slice(0, 200);
  const matches = { contains: text, mode: 'insensitive' } as const;
  const where = {
    repositoryId: repository.id,
    artifacts: { some: artifactsWhere(call.actor) },
    ...(text === '' ? {} : { OR: [{ name: matches }, { description: matches }] }),
  };
  const packages = await ports.database.prisma.package.findMany({
    where,
    orderBy: { name: 'asc' },
    skip: numberOf(query.get('from'), { fallback: 0, max: fromMax }),
    take: numberOf(query.get('size'), { fallback: sizeDefault, max: sizeMax }),
    include: {
      artifacts: {
        where: artifactsWhere(call.actor),
        orderBy: { createdAt: 'desc' },
        take: 1,
        include: { publishedBy: { select: { username: true } } },
      },
    },
  });
  const total = await ports.database.prisma.package.count({ where, take: countMax });
  const objects = packages.flatMap(({ name, description, artifacts: [newest] }) => {
    if (newest === undefined) return [];
    const publisher = { username: newest.publishedBy?.username ?? '' };
    const found = {
      name,
      description,
      version: newest.version,
      date: newest.createdAt.toISOString(),
      keywords: [],
      links: { npm: `${call.baseUrl}/${name}` },
      publisher,
      maintainers: [publisher],
    };
    const score = { final: 1, detail: { quality: 1, popularity: 1, maintenance: 1 } };
    return [{ package: found, score, searchScore: 1 }];
  });
  await sendJson(call, 200, { objects, total, time: ports.clock.now().toUTCString() });
}

function numberOf(text: string | null, bounds: { fallback: number; max: number }): number {
  const value = Number(text ?? bounds.fallback);
  return Number.isInteger(value) && value >= 0 ? Math.min(value, bounds.max) : bounds.fallback;
}
