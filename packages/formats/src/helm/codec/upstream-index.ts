import { setImmediate } from 'node:timers/promises';
import type { UpstreamDocument, UpstreamPackage, UpstreamVersion } from '@bonded/core/repositories';
import { upstreamDocumentInvalid } from '@bonded/core/supply';
import { AppError } from '@bonded/kernel';
import { z } from 'zod';
import { parseYaml } from '../../archives/yaml.ts';
import { writeMetadata } from '../stored-metadata.ts';
import { asChart, chartPath } from './chart.ts';
import { splitIndex } from './split-index.ts';

/** The largest charts of public repositories have some thousand versions. */
const chartLimits = { bytesMax: 8 * 1024 * 1024, depthMax: 32 };
const chartsMax = 20_000;
const versionsMax = 20_000;

/** Its name, and its versions. */
const part = z.record(z.string(), z.array(z.unknown()));
const told = z.object({
  digest: z.string().nullish(),
  created: z.string().nullish(),
  urls: z.array(z.string()).min(1),
});

/**
 * What an `index.yaml` says of all its charts. A chart or a version that cannot be read is left out
 * as if it were not there, as Helm does. Errors: UPSTREAM_DOCUMENT_INVALID.
 */
export async function readUpstreamIndex(
  { bytes }: UpstreamDocument,
  base: URL,
): Promise<ReadonlyMap<string, UpstreamPackage>> {
  const parts = splitIndex(bytes.toString('utf8'));
  if (parts === null) throw upstreamDocumentInvalid('What upstream has for an index is none.');
  const charts = new Map<string, UpstreamPackage>();
  for (const [name, text] of [...parts].slice(0, chartsMax)) {
    const chart = readChartPart(name, text, base);
    if (chart !== null) charts.set(name, chart);
    // The largest indexes take seconds, in which others are answered too.
    await setImmediate();
  }
  return charts;
}

function readChartPart(name: string, text: string, base: URL): UpstreamPackage | null {
  const entries = entriesOf(text);
  const versions = new Map<string, UpstreamVersion>();
  for (const entry of entries.slice(0, versionsMax)) {
    const version = readEntry(entry, name, base);
    if (version !== null && !versions.has(version.version)) {
      versions.set(version.version, version);
    }
  }
  if (versions.size === 0) return null;
  return { name, versions: [...versions.values()], tags: new Map() };
}

function entriesOf(text: string): readonly unknown[] {
  try {
    const parsed = parseYaml(Buffer.from(text), chartLimits);
    const { data } = part.safeParse(parsed);
    return Object.values(data ?? {}).flat();
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}

function readEntry(entry: unknown, name: string, base: URL): UpstreamVersion | null {
  const { data } = told.safeParse(entry);
  const address = data === undefined ? null : addressOf(data.urls, base);
  const sha256 = digestOf(data?.digest ?? '');
  if (data === undefined || address === null || sha256 === null) return null;
  try {
    const chart = asChart(entry, { isForeign: true });
    if (chart.name !== name) return null;
    const digests = sha256 === '' ? {} : { sha256 };
    return {
      version: chart.version,
      metadata: writeMetadata(chart),
      publishedAt: dateOf(data.created),
      files: [
        {
          path: chartPath(name, chart.version),
          address,
          digests,
          contentType: 'application/gzip',
        },
      ],
    };
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** The first address that is fetched as files are; charts in OCI registries are not. */
function addressOf(urls: readonly string[], base: URL): string | null {
  const found = urls.flatMap((url) => (URL.canParse(url, base) ? [new URL(url, base)] : []));
  return found.find(({ protocol }) => /^https?:$/.test(protocol))?.href ?? null;
}

/** Empty where the index says nothing; null where it says something that is no digest. */
function digestOf(text: string): string | null {
  const hex = text.replace(/^sha256:/, '').toLowerCase();
  return hex === '' || /^[0-9a-f]{64}$/.test(hex) ? hex : null;
}

function dateOf(text: string | null | undefined): Date | null {
  const date = new Date(text ?? Number.NaN);
  return Number.isNaN(date.getTime()) || date.getTime() <= 0 ? null : date;
}
