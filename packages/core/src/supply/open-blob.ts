import { AppError } from '@bonded/kernel';
import type { Actor } from '../access/index.ts';
import { authoriseDownload } from '../artifacts/index.ts';
import {
  blobUnknown,
  type OpenBlobInput,
  type OpenedBlob,
  openBlob as openStoredBlob,
} from '../deposits/index.ts';
import { membersFor } from '../repositories/index.ts';
import type { SupplyPorts } from './open-file.ts';

/**
 * The way to a blob of a package in a repository of any kind. A proxy has those of what it fetched;
 * a group asks its members in their order, and gives what the first one gives: a blob that one of
 * them holds back may belong to an image of the next, which is judged for itself. Errors: those of
 * `openBlob` of deposits.
 */
export async function openBlob(
  ports: SupplyPorts,
  actor: Actor,
  input: OpenBlobInput,
): Promise<OpenedBlob> {
  const { repository: group, packageName } = input;
  if (group.kind !== 'GROUP') return openOwn(ports, actor, input);
  await authoriseDownload(ports, actor, group, packageName);
  let refusal: AppError | undefined;
  for (const repository of await membersFor(ports, actor, { group, action: 'artifact:download' })) {
    const claimable = { name: packageName, through: group };
    const isProxy = repository.kind === 'PROXY';
    if (isProxy && (await ports.upstreams.isClaimed(repository, claimable))) continue;
    try {
      return await openOwn(ports, actor, { ...input, repository });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.kind !== 'not-found') refusal ??= error;
    }
  }
  throw refusal ?? blobUnknown('There is no such blob in this image.');
}

/** A proxy has the blobs of what it fetched before anybody can ask for one. */
async function openOwn(
  ports: SupplyPorts,
  actor: Actor,
  input: OpenBlobInput,
): Promise<OpenedBlob> {
  const { repository, isForHeaders } = input;
  const opened = await openStoredBlob(ports, actor, input);
  if (repository.kind === 'PROXY' && !isForHeaders) {
    ports.upstreams.count(repository.id, { hits: 1, bytesServed: Number(opened.sizeBytes) });
  }
  return opened;
}
