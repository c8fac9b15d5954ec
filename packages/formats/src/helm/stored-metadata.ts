import type { PublishArtifactInput } from '@bonded/core/artifacts';
import type { Chart } from './codec/chart.ts';

/** What a chart keeps in its metadata: its `Chart.yaml`, as the index repeats it. */
export function readMetadata(value: unknown): Chart {
  // NOTE: only `writeMetadata` writes it, from a chart that was parsed.
  return value as Chart;
}

export function writeMetadata(chart: Chart): PublishArtifactInput['metadata'] {
  // NOTE: it holds text, a flag, lists and maps of text, so it is JSON without its empty places.
  return JSON.parse(JSON.stringify(chart)) as PublishArtifactInput['metadata'];
}
