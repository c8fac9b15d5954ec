import type { Route } from '../route.ts';
import { deleteChart } from './delete-chart.ts';
import { getFile } from './get-file.ts';
import { getChart, getChartVersion, getIndex, listCharts } from './get-index.ts';
import type { HelmIndexes } from './indexes.ts';
import { uploadChart, uploadProvenance } from './upload.ts';

/** Helm's own two addresses, and ChartMuseum's for all else. The first that fits answers. */
export function helmRoutes(indexes: HelmIndexes): readonly Route[] {
  const version = 'api/charts/:name/:version';
  return [
    { method: 'GET', pattern: 'index.yaml', handle: (call) => getIndex(indexes, call) },
    { method: 'GET', pattern: 'charts/:file', handle: getFile },
    { method: 'GET', pattern: 'api/charts', handle: (call) => listCharts(indexes, call) },
    {
      method: 'GET',
      pattern: 'api/charts/:name',
      handle: (call, params) => getChart(indexes, call, params),
    },
    {
      method: 'GET',
      pattern: version,
      handle: (call, params) => getChartVersion(indexes, call, params),
    },
    { method: 'POST', pattern: 'api/charts', handle: uploadChart },
    { method: 'POST', pattern: 'api/prov', handle: uploadProvenance },
    { method: 'DELETE', pattern: version, handle: deleteChart },
  ];
}
