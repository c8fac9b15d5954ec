import { AppError } from '@bonded/kernel';
import type { Actor } from '../access/index.ts';
import {
  artifactNotFound,
  authoriseDownload,
  type ClearedFile,
  lookUpDeletedFile,
  lookUpFile,
  openFile as openStoredFile,
} from '../artifacts/index.ts';
import type { Ports } from '../ports.ts';
import { membersFor, type ProxyReads, type RepositoryWithProject } from '../repositories/index.ts';

export type SupplyPorts = Pick<
  Ports,
  'database' | 'caches' | 'addresses' | 'upstreams' | 'sources' | 'formats'
>;

export interface WantedFile {
  readonly repository: RepositoryWithProject;
  readonly path: string;
}

/**
 * The way to a file of a repository of any kind: a hosted one has it, a proxy gets it, a group asks
 * its members in their order. All of it ends at the one way to a file's bytes.
 * Errors: those of `openFile` of artifacts, and of `Upstreams.bring`.
 */
export async function openFile(
  ports: SupplyPorts,
  actor: Actor,
  wanted: WantedFile,
): Promise<ClearedFile> {
  if (wanted.repository.kind === 'GROUP') return openInGroup(ports, actor, wanted);
  if (wanted.repository.kind === 'PROXY') return openInProxy(ports, actor, wanted);
  if (isFilledLater(ports, wanted.repository)) await fetchMissing(ports, actor, wanted);
  return openStoredFile(ports, actor, wanted);
}

/** Counts what comes of it. */
async function openInProxy(
  ports: SupplyPorts,
  actor: Actor,
  wanted: WantedFile,
): Promise<ClearedFile> {
  const { repository } = wanted;
  const count = (seen: Partial<ProxyReads>) => {
    // What our own jobs open, nobody reads.
    if (actor.kind !== 'service') ports.upstreams.count(repository.id, seen);
  };
  try {
    const isHere = await fetchMissing(ports, actor, wanted, () => count({ misses: 1 }));
    const cleared = await openStoredFile(ports, actor, wanted);
    count({ hits: isHere ? 1 : 0, bytesServed: Number(cleared.file.sizeBytes) });
    return cleared;
  } catch (error) {
    if (error instanceof AppError && refusals.has(error.code)) count({ refused: 1 });
    throw error;
  }
}

const refusals: ReadonlySet<string> = new Set(['ARTIFACT_HELD', 'UPSTREAM_FILE_REFUSED']);

/** True where a file may be told of before it is here. */
function isFilledLater(ports: SupplyPorts, { format }: RepositoryWithProject): boolean {
  return ports.formats.find(({ id }) => id === format)?.source !== undefined;
}

/** Nothing is fetched for who may not have it. True: it was here. */
async function fetchMissing(
  ports: SupplyPorts,
  actor: Actor,
  wanted: WantedFile,
  onAsk: () => void = () => {},
): Promise<boolean> {
  const { repository, path } = wanted;
  await authoriseDownload(ports, actor, repository, path);
  const key = `${repository.id} ${path}`;
  const kept = ports.caches.files.peek(key);
  if (kept !== undefined && kept.artifact.state !== 'QUARANTINED') return true;
  const at = { repositoryId: repository.id, path };
  if ((await lookUpFile(ports, at)) !== null) {
    await joinInspection(ports, at);
    return true;
  }
  // What could not be published again need not be fetched again.
  if (!repository.canReuseVersions && (await lookUpDeletedFile(ports, at)) !== null) return true;
  onAsk();
  const filler = repository.kind === 'PROXY' ? ports.upstreams : ports.sources;
  await filler.bring(repository, path);
  return false;
}

/** Who comes while a file is inspected waits for its verdict, as who had it fetched does. */
async function joinInspection(
  { database, upstreams }: SupplyPorts,
  at: { readonly repositoryId: string; readonly path: string },
): Promise<void> {
  const open = await database.prisma.scan.findFirst({
    where: { finishedAt: null, artifact: { state: 'QUARANTINED', files: { some: at } } },
    select: { id: true },
  });
  if (open !== null) await upstreams.join(at.repositoryId, at.path);
}

async function openInGroup(
  ports: SupplyPorts,
  actor: Actor,
  { repository: group, path }: WantedFile,
): Promise<ClearedFile> {
  await authoriseDownload(ports, actor, group, path);
  const members = await membersFor(ports, actor, { group, action: 'artifact:download' });
  return openAmong(ports, actor, { group, members, path });
}

export interface WantedAmong {
  readonly group: RepositoryWithProject;
  /** Those of the group that are asked, in their order. */
  readonly members: readonly RepositoryWithProject[];
  readonly path: string;
}

/** The first of a group's members that has a file gives it. Errors: as of `openFile`. */
export async function openAmong(
  ports: SupplyPorts,
  actor: Actor,
  { group, members, path }: WantedAmong,
): Promise<ClearedFile> {
  const name = ports.formats.find(({ id }) => id === group.format)?.upstream?.packageOf(path);
  let failure: AppError | undefined;
  let missing = artifactNotFound('There is no such file.');
  for (const repository of members) {
    const isProxy = repository.kind === 'PROXY' && name != null;
    const isOurs =
      isProxy && (await ports.upstreams.isClaimed(repository, { name, through: group }));
    if (isOurs) continue;
    try {
      return await openFile(ports, actor, { repository, path });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // One that is away must not hide what the next one has; one that refuses must.
      if (error.kind === 'unavailable') failure ??= error;
      else if (error.kind !== 'not-found') throw error;
      else missing = firstReceipt(missing, error);
    }
  }
  throw failure ?? missing;
}

/** Of two answers that there is nothing, the one that says why: it was deleted. */
function firstReceipt(before: AppError, next: AppError): AppError {
  return before.code !== 'ARTIFACT_GONE' && next.code === 'ARTIFACT_GONE' ? next : before;
}
