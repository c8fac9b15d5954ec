import { AppError } from '@bonded/kernel';
import type { Actor } from '../access/index.ts';
import { type PublishArtifactInput, publishArtifact } from '../artifacts/index.ts';
import { componentKey, componentOf, componentsAheadMax, scanAhead } from '../clearance/index.ts';
import type { StagedBlob } from '../ports.ts';
import type { LocatedFile, RepositoryWithProject } from '../repositories/index.ts';
import { upstreamFileRefused } from './errors.ts';
import { formatOf } from './format-of.ts';
import type { UpstreamsPorts } from './upstreams-ports.ts';

type Origin = NonNullable<PublishArtifactInput['origin']>;

export interface ArrivedFile {
  readonly repository: RepositoryWithProject;
  readonly located: LocatedFile;
  readonly staged: StagedBlob;
  readonly contentType: string | null;
  /** What upstream states about it. */
  readonly statement?: Buffer | null;
  readonly originOf: (input: PublishArtifactInput) => Promise<Origin>;
  readonly actor: Actor;
}

type ArrivalPorts = Pick<
  UpstreamsPorts,
  'database' | 'addresses' | 'blobs' | 'formats' | 'describe' | 'scanners' | 'clock'
>;

/**
 * Publishes what was fetched as anybody's upload is, by its own format; it must be what it was told
 * to be. Errors: UPSTREAM_FILE_REFUSED, those of `publishArtifact`.
 */
export async function publishArrival(
  ports: ArrivalPorts,
  { repository, located, staged, contentType, originOf, actor, statement = null }: ArrivedFile,
  signal: AbortSignal,
): Promise<string> {
  const { path } = located.file;
  const told = located.metadata !== undefined && { told: located.metadata };
  const input = await ports
    .describe({ repository, path, contentType, staged, ...told, statement }, signal)
    .catch((cause: unknown) => {
      if (!(cause instanceof AppError) || cause.kind === 'unavailable') throw cause;
      throw upstreamFileRefused(`What upstream sent is refused: ${cause.message}`, { cause });
    });
  const isOther = input.version !== null && (located.version ?? input.version) !== input.version;
  const keyOf = formatOf(ports, repository).upstream?.nameKeyOf ?? ((name: string) => name);
  if (keyOf(input.name) !== keyOf(located.name) || isOther) {
    throw upstreamFileRefused(
      `Upstream's index says ${located.name}@${located.version ?? '?'}, but the archive is ` +
        `${input.name}@${input.version}.`,
    );
  }
  const early = await scanAhead(ports, await outlineOf(ports, input), signal);
  // Tags are upstream's to say, whenever it is asked.
  const published = { ...input, tags: [], origin: await originOf(input), early };
  const { artifact } = await publishArtifact(ports, actor, published, signal);
  return artifact.id;
}

/** With what the version has already, where it grows by what arrives. */
async function outlineOf(
  { database }: Pick<ArrivalPorts, 'database'>,
  { repository, name, version, components, files, onExisting }: PublishArtifactInput,
) {
  const { id: repositoryId, format } = repository;
  const known =
    version === null || onExisting?.kind !== 'join'
      ? []
      : await database.prisma.component.findMany({
          where: { artifact: { version, package: { repositoryId, name }, deletedAt: null } },
          take: componentsAheadMax + 1,
        });
  const all = [...known.map(componentOf), ...components];
  return {
    format,
    components: [...new Map(all.map((each) => [componentKey(each), each])).values()],
    files: files.map(({ path, staged: { digest, sizeBytes } }) => ({ path, digest, sizeBytes })),
  };
}
