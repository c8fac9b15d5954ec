import { createHash } from 'node:crypto';
import { LocalCache } from '@bonded/cache';
import type {
  LocatedFile,
  UpstreamFormat,
  UpstreamPackage,
  UpstreamSource,
} from '@bonded/core/repositories';
import { chartNameAt } from './codec/chart.ts';
import { readUpstreamIndex } from './codec/upstream-index.ts';

type Charts = ReadonlyMap<string, UpstreamPackage>;

const indexesMax = 200;
/** Indexes hardly change between two readings, and the largest take seconds to read. */
const ttlMs = 60 * 60_000;
const bytesMax = 128 * 1024 * 1024;

interface ReadIndex {
  readonly charts: Charts;
  readonly sizeBytes: number;
}

/** Repositories of charts with one `index.yaml` for all, as `helm repo index` makes it. */
export function helmUpstream(): UpstreamFormat {
  const known = new LocalCache<ReadIndex>({
    entriesMax: indexesMax,
    ttlMs,
    weight: { max: bytesMax, of: ({ sizeBytes }) => sizeBytes },
  });
  const readAll = async (source: UpstreamSource): Promise<Charts> => {
    const document = await source.get('index.yaml');
    if (document === null) return nothing;
    const { bytes } = document;
    const key = `${source.url.href} ${createHash('sha256').update(bytes).digest('hex')}`;
    const read = await known.get(key, async () => ({
      charts: await readUpstreamIndex(document, source.url),
      sizeBytes: bytes.length,
    }));
    return read.charts;
  };
  return {
    packageOf: chartNameAt,
    front: {
      address: 'index.yaml',
      isOurs: ({ start }) => /^(?:apiVersion|entries):/m.test(start),
    },
    readAll,
    read: async (source, name) => (await readAll(source)).get(name) ?? null,
    locate: async (source, path) => locateProvenance(await readAll(source), path),
  };
}

const nothing: Charts = new Map();

/** It lies beside its chart, if there is one: no index tells. */
function locateProvenance(charts: Charts, path: string): LocatedFile | null {
  const name = chartNameAt(path);
  const chartPath = path.replace(/\.prov$/, '');
  if (name === null || chartPath === path) return null;
  for (const { version, publishedAt, files } of charts.get(name)?.versions ?? []) {
    const chart = files.find((file) => file.path === chartPath);
    if (chart === undefined) continue;
    const contentType = 'application/pgp-signature';
    const file = { path, address: `${chart.address}.prov`, digests: {}, contentType };
    return { name, version, publishedAt, file, mayBeAbsent: true };
  }
  return null;
}
