import type { Tx } from '@bonded/database';
import { assert } from '@bonded/kernel';
import type { Actor } from '../access/index.ts';
import { definedOf } from '../input/index.ts';
import type { Ports } from '../ports.ts';
import { supplyInvalid } from './errors.ts';
import { findRepository, type RepositoryWithProject, repositoryPath } from './find-repository.ts';
import { nestingMax } from './members.ts';
import type { SupplyWishes } from './supply-input.ts';
import { checkWriteTarget } from './write-target.ts';

type Place = Pick<RepositoryWithProject, 'kind' | 'format' | 'project'> & {
  /** Unset while it is being made. */
  readonly id?: string;
  readonly writeTargetId?: string | null;
};

/** What was checked and may be written. */
export interface SupplyChange {
  readonly wishes: SupplyWishes;
  /** In their order; null: they stay as they are. */
  readonly members: readonly RepositoryWithProject[] | null;
  /** Where a group is published to; undefined: it stays as it is. */
  readonly writeTargetId: string | null | undefined;
}

const upstreamFields = [
  'upstreamUrl',
  'upstreamUserName',
  'upstreamSecret',
  'freshForSeconds',
  'defaultNamespace',
  'isOffline',
  'claimedNames',
  'sharedNames',
] as const;

/**
 * Checks what a repository wants of its supply. Errors: SUPPLY_INVALID, REPOSITORY_NOT_FOUND for
 * members that the actor may not see.
 */
export async function checkSupply(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  place: Place,
  wishes: SupplyWishes,
): Promise<SupplyChange> {
  const said = upstreamFields.find((field) => wishes[field] !== undefined);
  if (place.kind !== 'PROXY' && said !== undefined) {
    throw supplyInvalid(`Only a proxy has an upstream: "${said}" is not for this repository.`);
  }
  if (place.format !== 'OCI' && wishes.defaultNamespace !== undefined) {
    throw supplyInvalid('Only images are called by one part and lie in a namespace.');
  }
  if (place.kind !== 'GROUP' && (wishes.members ?? wishes.writeTarget) !== undefined) {
    throw supplyInvalid('Only a group has members, and one of them that is published to.');
  }
  if (place.id === undefined) requireWhole(place, wishes);
  const members =
    wishes.members === undefined ? null : await checkMembers(ports, actor, place, wishes.members);
  const wanted = await findWanted(ports, actor, place, wishes.writeTarget);
  await checkWriteTarget(ports, { ...place, wanted, members });
  return {
    wishes,
    members,
    writeTargetId: wanted === undefined ? undefined : (wanted?.id ?? null),
  };
}

/** What cannot be left out when a repository is made. */
function requireWhole({ kind }: Place, { upstreamUrl, members }: SupplyWishes): void {
  if (kind === 'PROXY' && upstreamUrl === undefined) {
    throw supplyInvalid('A proxy needs the address of its upstream: "upstreamUrl".');
  }
  if (kind === 'GROUP' && members === undefined) {
    throw supplyInvalid('A group needs the repositories that it shows: "members".');
  }
}

/** What a group is to be published to; null: nothing any more. Undefined: as it is. */
async function findWanted(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  place: Place,
  name: string | undefined,
): Promise<RepositoryWithProject | null | undefined> {
  if (name === undefined) return undefined;
  return name === '' ? null : findNamed(ports, actor, place, name);
}

/** `project/repository`, or a slug of the same project. */
function findNamed(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  place: Place,
  name: string,
): Promise<RepositoryWithProject> {
  const [project = '', repository = ''] = name.includes('/')
    ? name.split('/', 2)
    : [place.project.slug, name];
  return findRepository(ports, actor, { project, repository });
}

async function checkMembers(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  place: Place,
  names: readonly string[],
): Promise<readonly RepositoryWithProject[]> {
  const members: RepositoryWithProject[] = [];
  for (const name of names) {
    const member = await findNamed(ports, actor, place, name);
    const path = repositoryPath(member);
    if (member.format !== place.format) {
      throw supplyInvalid(`${path} is of another format: a group shows repositories of its own.`);
    }
    if (members.some(({ id }) => id === member.id)) {
      throw supplyInvalid(`${path} is named twice.`);
    }
    await requireNoCycle(ports, place, member);
    members.push(member);
  }
  return members;
}

async function requireNoCycle(
  { database }: Pick<Ports, 'database'>,
  { id }: Place,
  member: RepositoryWithProject,
): Promise<void> {
  let level = [member.id];
  for (let depth = 0; depth <= nestingMax; depth += 1) {
    if (id !== undefined && level.includes(id)) {
      throw supplyInvalid(
        `${repositoryPath(member)} shows this group already: it would be a circle.`,
      );
    }
    const rows = await database.prisma.member.findMany({ where: { groupId: { in: level } } });
    if (rows.length === 0) return;
    level = rows.map(({ repositoryId }) => repositoryId);
  }
  throw supplyInvalid(`Groups lie in groups at most ${nestingMax} deep.`);
}

/** Writes it, in the transaction that writes the repository. */
export async function writeSupply(
  tx: Tx,
  { upstreams }: Pick<Ports, 'upstreams'>,
  repository: { readonly id: string; readonly kind: RepositoryWithProject['kind'] },
  { wishes, members }: SupplyChange,
): Promise<void> {
  if (repository.kind === 'PROXY') await writeUpstream(tx, upstreams, repository.id, wishes);
  if (members === null) return;
  await tx.member.deleteMany({ where: { groupId: repository.id } });
  await tx.member.createMany({
    data: members.map(({ id }, position) => ({
      groupId: repository.id,
      repositoryId: id,
      position,
    })),
  });
}

async function writeUpstream(
  tx: Tx,
  upstreams: Ports['upstreams'],
  repositoryId: string,
  wishes: SupplyWishes,
): Promise<void> {
  const { upstreamUrl, upstreamUserName, upstreamSecret } = wishes;
  const { freshForSeconds, defaultNamespace, isOffline, claimedNames, sharedNames } = wishes;
  const before = await tx.upstream.findUnique({ where: { repositoryId } });
  const url = upstreamUrl?.href ?? before?.url;
  assert(url !== undefined, 'a new proxy was checked to have an address');
  // A secret is for the place that it was given for.
  const isElsewhere = before !== null && new URL(before.url).origin !== new URL(url).origin;
  const secret = credentialOf(upstreamSecret, isElsewhere);
  const data = definedOf({
    freshForSeconds,
    defaultNamespace: defaultNamespace === '' ? null : defaultNamespace,
    isOffline,
    claimedNames,
    sharedNames,
    userName: credentialOf(upstreamUserName, isElsewhere),
    sealedSecret: secret == null ? secret : upstreams.seal(repositoryId, secret),
  });
  await tx.upstream.upsert({
    where: { repositoryId },
    create: { claimedNames: [], sharedNames: [], ...data, url, repositoryId },
    update: { ...data, url, failedAt: null, failure: null, restsUntil: null },
  });
  if (isElsewhere) await tx.upstreamDocument.deleteMany({ where: { repositoryId } });
}

/** Null: none any more. Undefined: it stays as it is. */
function credentialOf(wish: string | undefined, isElsewhere: boolean): string | null | undefined {
  if (wish === undefined) return isElsewhere ? null : undefined;
  return wish === '' ? null : wish;
}

/** What the log says of it: never the secret. */
export function auditedSupply({ wishes, members }: SupplyChange) {
  const { upstreamSecret, upstreamUrl, members: _, ...rest } = wishes;
  return definedOf({
    ...rest,
    upstreamUrl: upstreamUrl?.href,
    changesSecret: upstreamSecret === undefined ? undefined : true,
    members: members?.map(repositoryPath),
  });
}
