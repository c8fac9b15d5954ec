import type { PublishArtifactInput, PublishedFile } from '@bonded/core/artifacts';
import { packageUrl, type StagedBlob } from '@bonded/core/ports';
import type { RepositoryWithProject } from '@bonded/core/repositories';
import { type Chart, chartPath } from './codec/chart.ts';
import { writeMetadata } from './stored-metadata.ts';

const descriptionCharsMax = 1_024;

export interface ChartArchive {
  readonly repository: RepositoryWithProject;
  readonly chart: Chart;
  readonly staged: StagedBlob;
  readonly provenance?: StagedBlob;
}

/**
 * A chart as an artifact. No advisories are kept for charts: what is in them is judged by the rules
 * for content, and the images that they name when those are published.
 */
export function describeHelm(archive: ChartArchive): PublishArtifactInput {
  const { repository, chart, staged, provenance } = archive;
  const { name, version, description = '' } = chart;
  const path = chartPath(name, version);
  const files: [PublishedFile, ...PublishedFile[]] = [
    { path, contentType: 'application/gzip', staged },
  ];
  if (provenance !== undefined) files.push(provenanceFile(name, version, provenance));
  return {
    repository,
    name,
    version,
    description: description.slice(0, descriptionCharsMax),
    purl: packageUrl({ type: 'helm', name, version }),
    metadata: writeMetadata(chart),
    files,
    components: [],
  };
}

export function provenanceFile(name: string, version: string, staged: StagedBlob): PublishedFile {
  const path = `${chartPath(name, version)}.prov`;
  return { path, contentType: 'application/pgp-signature', staged };
}
