import { packageNotFound } from '@bonded/core/artifacts';
import type { EventBus } from '@bonded/core/events';
import type { PackageIndex } from '@bonded/core/supply';
import { documentSizeBytes, type RenderedDocument, renderDocument } from '@bonded/http';
import { AppError } from '@bonded/kernel';
import { DocumentCache } from '../document-cache.ts';
import type { FormatCall } from '../format.ts';
import { PackageIndexes } from '../package-indexes.ts';
import {
  type IndexedChart,
  indexDocument,
  indexEntry,
  indexFragment,
} from './codec/index-entry.ts';
import { listChartNames } from './list-chart-names.ts';
import { readMetadata } from './stored-metadata.ts';

/** One chart: its part of the index, and the same as the API answers it. */
export interface ChartIndex {
  readonly fragment: string;
  readonly entries: readonly ReturnType<typeof indexEntry>[];
}

/** The index of a repository, put together from parts that are kept until their chart changes. */
export class HelmIndexes {
  readonly #charts: PackageIndexes<ChartIndex>;
  readonly #documents: DocumentCache<RenderedDocument>;

  constructor(events: EventBus) {
    this.#charts = new PackageIndexes(events, ({ fragment }) => 4 * fragment.length);
    this.#documents = new DocumentCache(events, {
      about: 'repository',
      sizeBytesOf: documentSizeBytes,
    });
  }

  async document(call: FormatCall): Promise<RenderedDocument> {
    // What a group shows is its caller's, and so kept for nobody else.
    if (call.repository.kind === 'GROUP') return this.#render(call);
    return this.#documents.get(call.repository.id, () => this.#render(call));
  }

  async #render(call: FormatCall): Promise<RenderedDocument> {
    const charts = await this.all(call);
    const fragments = charts.map(({ fragment }) => fragment);
    const text = indexDocument(fragments, call.ports.clock.now());
    return renderDocument(text, { contentType: 'application/yaml; charset=utf-8' });
  }

  /** Every chart of which a version is given out. */
  async all(call: FormatCall): Promise<readonly ChartIndex[]> {
    const charts: ChartIndex[] = [];
    for (const name of await listChartNames(call)) {
      const chart = await this.#load(call, name).catch(nullWhereAbsent);
      if (chart !== null && chart.entries.length > 0) charts.push(chart);
    }
    return charts;
  }

  /** Errors: PACKAGE_NOT_FOUND where no version of it is given out. */
  async chart(call: FormatCall, name: string): Promise<ChartIndex> {
    const chart = await this.#load(call, name);
    if (chart.entries.length === 0) throw packageNotFound(`There is no chart ${name} here.`);
    return chart;
  }

  #load(call: FormatCall, name: string): Promise<ChartIndex> {
    return this.#charts.get(call, { name }, (index) => render(name, index));
  }
}

/** A name that is ours by now is no proxy's any more. */
function nullWhereAbsent(error: unknown): null {
  if (error instanceof AppError && error.kind === 'not-found') return null;
  throw error;
}

/** Held and yanked versions are left out: Helm knows no version that is listed and not chosen. */
async function render(name: string, index: PackageIndex): Promise<ChartIndex> {
  const charts: IndexedChart[] = index.versions
    .filter(({ id, yankedAt }) => yankedAt === null && !index.receipts.has(id))
    .map((artifact) => ({
      chart: readMetadata(artifact.metadata),
      digest: artifact.digest,
      publishedAt: artifact.createdAt.getTime() === 0 ? null : artifact.createdAt,
      isDeprecated: artifact.deprecation !== null,
    }));
  const entries = charts.toReversed().map(indexEntry);
  return { fragment: charts.length === 0 ? '' : indexFragment(name, charts), entries };
}
