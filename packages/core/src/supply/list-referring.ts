import type { Artifact } from '@bonded/database';
import { AppError } from '@bonded/kernel';
import { type Actor, can } from '../access/index.ts';
import {
  type ListReferringInput,
  listReferring as listStoredReferring,
} from '../artifacts/index.ts';
import {
  holdersFor,
  placeOfRepository,
  type Referring,
  type RepositoryWithProject,
} from '../repositories/index.ts';
import { askEach } from './ask-each.ts';
import { formatOf } from './format-of.ts';
import type { SupplyPorts } from './open-file.ts';

export type ReferringVersion = Pick<Artifact, 'version' | 'metadata'>;

export interface ReferringVersions {
  readonly versions: readonly ReferringVersion[];
  /** Where the next page begins, or null at the end. */
  readonly next: string | null;
}

/** How many of one repository a proxy or a group looks at. */
const referringMax = 1_000;

/**
 * What is about a version of a package, from a repository of any kind: of a proxy also what its
 * upstream tells and nobody fetched yet; of a group what all members have that the actor may read.
 * Errors: those of an upstream.
 */
export async function listReferring(
  ports: SupplyPorts,
  actor: Actor,
  input: ListReferringInput,
): Promise<ReferringVersions> {
  const { repository, after, limit } = input;
  if (repository.kind === 'HOSTED') {
    const { artifacts, next } = await listStoredReferring(ports, actor, input);
    return { versions: artifacts, next };
  }
  const holders = await holdersFor(ports, actor, repository);
  const parts = await askEach(holders, (holder) =>
    listIn(ports, actor, {
      ...input,
      repository: holder,
      through: repository,
      after: null,
      limit: referringMax,
    }),
  );
  const all = new Map<string, ReferringVersion>();
  for (const each of parts.flat()) if (!all.has(each.version)) all.set(each.version, each);
  const rest = [...all.values()]
    .toSorted((a, b) => (a.version < b.version ? -1 : 1))
    .filter(({ version }) => after === null || version > after);
  const versions = rest.slice(0, limit);
  return { versions, next: rest.length > limit ? (versions.at(-1)?.version ?? null) : null };
}

interface MemberInput extends ListReferringInput {
  /** Where it is asked for. */
  readonly through: RepositoryWithProject;
}

async function listIn(
  ports: SupplyPorts,
  actor: Actor,
  input: MemberInput,
): Promise<readonly ReferringVersion[]> {
  const { repository, name, through } = input;
  const isProxy = repository.kind === 'PROXY';
  if (isProxy && (await ports.upstreams.isClaimed(repository, { name, through }))) return [];
  const { artifacts } = await listStoredReferring(ports, actor, input);
  const mayRead = can(actor, 'artifact:read', placeOfRepository(repository));
  if (!isProxy || !mayRead) return artifacts;
  const told = await listTold(ports, input).catch((error: unknown) => {
    // What we have is still served.
    if (artifacts.length === 0 || !(error instanceof AppError)) throw error;
    return [];
  });
  // What is here is shown to whom it may be shown to, and not because upstream tells of it.
  const here = await storedAmong(ports, input, told);
  return [...artifacts, ...told.filter(({ version }) => !here.has(version)).map(asStored)];
}

async function listTold(
  ports: SupplyPorts,
  { repository: proxy, through, name, subjectDigest, artifactType }: MemberInput,
): Promise<readonly Referring[]> {
  const { tagged } = formatOf(ports, proxy).upstream ?? {};
  if (tagged === undefined) return [];
  const told = await ports.upstreams.consult(proxy, { name, through }, (source) =>
    tagged.referringTo(source, name, subjectDigest),
  );
  return (told ?? [])
    .filter(({ metadata }) => artifactType === null || metadata['artifactType'] === artifactType)
    .slice(0, referringMax);
}

async function storedAmong(
  { database }: SupplyPorts,
  { repository, name }: ListReferringInput,
  told: readonly Referring[],
): Promise<ReadonlySet<string>> {
  if (told.length === 0) return new Set();
  const rows = await database.prisma.artifact.findMany({
    where: {
      package: { repositoryId: repository.id, name },
      version: { in: told.map(({ version }) => version) },
    },
    select: { version: true },
  });
  return new Set(rows.map(({ version }) => version));
}

function asStored({ version, metadata }: Referring): ReferringVersion {
  // NOTE: the readers of upstreams make it of plain JSON, without anything that would be converted.
  return { version, metadata: metadata as Artifact['metadata'] };
}
