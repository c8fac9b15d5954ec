import type { EventBus } from '@bonded/core/events';
import { immutableVersions } from '@bonded/core/repositories';
import { defineError } from '@bonded/kernel';
import type { Format, FormatCall, IngestCall } from '../format.ts';
import { findRoute, readsOf } from '../route.ts';
import { inspectChart } from './codec/chart-archive.ts';
import { collectProvenance } from './collect-provenance.ts';
import { describeHelm } from './describe-helm.ts';
import { describeProvenance } from './describe-provenance.ts';
import { renderHelmError } from './errors.ts';
import { HelmIndexes } from './indexes.ts';
import { helmRoutes } from './routes.ts';
import { helmUpstream } from './upstream.ts';

/** An address that neither Helm nor ChartMuseum has. */
const addressUnknown = defineError('not-found', 'HELM_ADDRESS_UNKNOWN');

/** Charts for Helm, by an index and archives beside it. */
export function createHelm(events: EventBus): Format {
  const routes = helmRoutes(new HelmIndexes(events));
  return {
    id: 'HELM',
    kinds: ['HOSTED', 'PROXY', 'GROUP'],
    conventions: immutableVersions,
    fixed: [],
    versionOrder: 'npm',
    mount: 'helm',
    allowsSlash: () => false,
    reads: readsOf(routes),
    isPublishing: ({ method }) => method === 'POST',
    handle: async (call: FormatCall) => {
      const match = findRoute(routes, call.method, call.segments);
      if (match === null) throw addressUnknown('There is nothing at this address.');
      await match.route.handle(call, match.params);
    },
    ingest,
    extraDigests: [],
    upstream: helmUpstream(),
    renderError: renderHelmError,
  };
}

/** A chart or a provenance that came by another way is the same. */
async function ingest({ ports, repository, path, staged, open }: IngestCall) {
  if (path.endsWith('.prov')) {
    const bytes = await collectProvenance(await open());
    return describeProvenance(ports, { repository, bytes, staged });
  }
  const chart = await inspectChart(await open(), { isForeign: repository.kind === 'PROXY' });
  return describeHelm({ repository, chart, staged });
}
