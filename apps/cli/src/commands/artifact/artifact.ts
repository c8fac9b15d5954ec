import { z } from 'zod';
import { formatBytes } from '../../terminal/sizes.ts';
import { placeName, repositoryPlace } from '../place.ts';
import type { Shape } from '../shape.ts';
import { moment, shortMoment } from '../time.ts';

export const artifactRow = z.object({
  id: z.string(),
  repository: repositoryPlace.row,
  package: z.object({ name: z.string() }),
  version: z.string(),
  state: z.string(),
  scanStatus: z.string(),
  sizeBytes: z.coerce.number(),
  digest: z.string(),
  purl: z.string().nullable(),
  deprecation: z.string().nullable(),
  yankedAt: moment.nullable(),
  yankedReason: z.string().nullable(),
  createdAt: moment,
  upstreamAt: moment.nullable(),
  coolsAt: moment.nullable(),
});

type ArtifactRow = z.output<typeof artifactRow>;

/** `project/repository/name@version`, as every command takes it. */
export function artifactName(row: Pick<ArtifactRow, 'repository' | 'package' | 'version'>): string {
  return `${placeName(row.repository)}/${row.package.name}@${row.version}`;
}

export const artifact: Shape<ArtifactRow> = {
  fields: `id ${repositoryPlace.fields} package { name } version state scanStatus sizeBytes
    digest purl deprecation yankedAt yankedReason createdAt upstreamAt coolsAt`,
  row: artifactRow,
  columns: [
    { title: 'artifact', of: artifactName },
    { title: 'state', of: ({ state }) => state.toLowerCase() },
    { title: 'scan', of: ({ scanStatus }) => scanStatus.toLowerCase().replace('_', ' ') },
    { title: 'size', of: ({ sizeBytes }) => formatBytes(sizeBytes) },
    { title: 'published', of: ({ createdAt }) => shortMoment(createdAt) },
    { title: 'id', of: ({ id }) => id },
  ],
  details: [
    { title: 'sha256', of: ({ digest }) => digest },
    { title: 'purl', of: ({ purl }) => purl },
    { title: 'published upstream', of: ({ upstreamAt }) => shortMoment(upstreamAt) },
    { title: 'young until', of: ({ coolsAt }) => shortMoment(coolsAt) },
    { title: 'deprecated', of: ({ deprecation }) => deprecation },
    { title: 'yanked', of: ({ yankedAt }) => shortMoment(yankedAt) },
    { title: 'because', of: ({ yankedReason }) => yankedReason },
  ],
};
