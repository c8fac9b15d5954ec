import { artifactNotFound } from '@bonded/core/artifacts';
import { sendDocument } from '@bonded/http';
import type { FormatCall } from '../format.ts';
import { requireReader } from '../require-reader.ts';
import type { RouteParams } from '../route.ts';
import { sendJson } from '../send-json.ts';
import type { HelmIndexes } from './indexes.ts';

/** `GET index.yaml`. */
export async function getIndex(indexes: HelmIndexes, call: FormatCall): Promise<void> {
  requireReader(call);
  sendDocument(call.request, call.reply, await indexes.document(call), {
    cacheControl: `${call.repository.isPublic ? 'public' : 'private'}, no-cache`,
  });
}

/** `GET api/charts`: the versions of all charts, by name. */
export async function listCharts(indexes: HelmIndexes, call: FormatCall): Promise<void> {
  requireReader(call);
  const charts = await indexes.all(call);
  const named = charts.map(({ entries }) => [entries[0]?.name ?? '', entries] as const);
  await sendJson(call, 200, Object.fromEntries(named));
}

/** `GET api/charts/{name}`. */
export async function getChart(
  indexes: HelmIndexes,
  call: FormatCall,
  params: RouteParams,
): Promise<void> {
  requireReader(call);
  await sendJson(call, 200, (await indexes.chart(call, params['name'] ?? '')).entries);
}

/** `GET api/charts/{name}/{version}`. */
export async function getChartVersion(
  indexes: HelmIndexes,
  call: FormatCall,
  params: RouteParams,
): Promise<void> {
  requireReader(call);
  const { entries } = await indexes.chart(call, params['name'] ?? '');
  const found = entries.find(({ version }) => version === params['version']);
  if (found === undefined) throw artifactNotFound('There is no such version of the chart.');
  await sendJson(call, 200, found);
}
