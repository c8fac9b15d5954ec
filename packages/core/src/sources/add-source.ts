import { addJob, isUniqueViolation, transact, type VcsSource } from '@bonded/database';
import { newId } from '@bonded/kernel';
import { z } from 'zod';
import { type Actor, authorise } from '../access/index.ts';
import { lockPackage } from '../artifacts/index.ts';
import { announce } from '../events/index.ts';
import { parseInput, slug } from '../input/index.ts';
import type { Ports } from '../ports.ts';
import {
  findRepository,
  placeOfRepository,
  type RepositoryWithProject,
  repositoryPath,
  type SourceFormat,
} from '../repositories/index.ts';
import { recordAudit } from '../trail/index.ts';
import { sourceAlreadyExists, sourceUnsupported } from './errors.ts';
import { sourceAction } from './find-source.ts';
import { newHookSecret } from './renew-hook-secret.ts';
import { pollSeconds, sourceAddress, sourceName, vcsKinds } from './source-input.ts';

const input = z.object({
  project: slug,
  repository: slug,
  name: sourceName,
  kind: z.enum(vcsKinds),
  ...sourceAddress,
  pollSeconds: pollSeconds.optional(),
});

export type AddSourceInput = z.input<typeof input>;

export interface AddedSource {
  readonly source: VcsSource;
  /** What its hook is to be signed with: said once. */
  readonly hookSecret: string;
}

type AddPorts = Pick<Ports, 'database' | 'formats' | 'sources'>;

/**
 * Makes a package of a repository of version control. From now on the name is ours, whether a
 * version was read already or not; the first sync begins at once. Errors: REPOSITORY_NOT_FOUND,
 * ACCESS_DENIED, SOURCE_UNSUPPORTED, SOURCE_ALREADY_EXISTS, VCS_ADDRESS_INVALID, those of the
 * format for the name.
 */
export async function addSource(
  ports: AddPorts,
  actor: Actor,
  raw: AddSourceInput,
): Promise<AddedSource> {
  const wanted = parseInput(input, raw);
  const repository = await findRepository(ports, actor, wanted);
  const place = placeOfRepository(repository);
  const path = repositoryPath(repository);
  const resource = { kind: 'vcs-source', name: `${path}/${wanted.name}` };
  await authorise(ports, actor, { action: sourceAction, place, resource });
  const name = requireSources(ports, repository).nameOf(wanted.name);
  const { kind, url, apiUrl = null, userName, secret } = wanted;
  ports.sources.driver(kind).place({ url, apiUrl });
  const id = newId();
  const hookSecret = newHookSecret();
  const data = {
    id,
    repositoryId: repository.id,
    name,
    kind,
    url: url.href,
    apiUrl: apiUrl?.href ?? null,
    userName: userName || null,
    sealedSecret: secret ? ports.sources.seal({ sourceId: id, for: 'credential' }, secret) : null,
    sealedHookSecret: ports.sources.seal({ sourceId: id, for: 'hook' }, hookSecret),
    dueAt: new Date(),
    ...(wanted.pollSeconds !== undefined && { pollSeconds: wanted.pollSeconds }),
  };
  try {
    const source = await transact(ports.database, async (tx) => {
      const packageId = await lockPackage(tx, { name, repository });
      const row = await tx.vcsSource.create({ data: { ...data, packageId } });
      await recordAudit(tx, actor, {
        action: 'source.add',
        resource: { ...resource, id, name: `${path}/${name}` },
        place,
        details: { kind, url: data.url, hasCredential: data.sealedSecret !== null },
      });
      await addJob(tx, 'sync_source', { sourceId: id }, { jobKey: `source:${id}` });
      const { projectId, repositoryId } = place;
      announce(tx, { type: 'package.changed', projectId, repositoryId, packageId });
      return row;
    });
    return { source, hookSecret };
  } catch (error) {
    if (!isUniqueViolation(error, 'vcs_sources_package')) throw error;
    throw sourceAlreadyExists(`${name} has a source in ${path} already.`, { cause: error });
  }
}

/** Errors: SOURCE_UNSUPPORTED. */
function requireSources(
  { formats }: Pick<Ports, 'formats'>,
  { kind, format }: RepositoryWithProject,
): SourceFormat {
  const { source } = formats.find(({ id }) => id === format) ?? {};
  if (kind === 'HOSTED' && source !== undefined) return source;
  throw sourceUnsupported('Only hosted Composer repositories have sources of version control.');
}
