import { FolderMembers } from '../../archives/folder-members.ts';
import { readTarball } from '../../archives/read-tarball.ts';
import { type Chart, chartYamlBytesMax, type ReadOptions, readChart } from './chart.ts';
import { chartInvalid } from './errors.ts';

/**
 * Reads a packaged chart without touching the disk.
 *
 * @throws AppError `ARCHIVE_INVALID`, `ARCHIVE_TOO_LARGE`, `HELM_CHART_INVALID`
 */
export async function inspectChart(
  chunks: AsyncIterable<Uint8Array>,
  options: ReadOptions = {},
): Promise<Chart> {
  const members = new FolderMembers([{ path: 'Chart.yaml', bytesMax: chartYamlBytesMax }]);
  await readTarball(chunks, { onEntry: (entry) => members.take(entry) });
  const chartYaml = members.content('Chart.yaml');
  if (chartYaml === undefined) throw chartInvalid('The archive has no Chart.yaml.');
  const chart = readChart(chartYaml, options);
  // `helm pull --untar` makes a folder of the one, and looks for the chart in the other.
  if (members.folder !== chart.name) {
    throw chartInvalid(`The archive's folder must be ${chart.name}, as the chart is called.`);
  }
  return chart;
}
