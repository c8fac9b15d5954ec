import {
  artifactNotFound,
  authorisePublish,
  lookUpFile,
  publishArtifact,
} from '@bonded/core/artifacts';
import { bodyChunks } from '@bonded/http';
import { bestEffort } from '@bonded/kernel';
import type { FormatCall } from '../format.ts';
import { stagedSource } from '../random-access.ts';
import { type ChecksumName, readChecksum } from './codec/checksum.ts';
import { type MavenFile, packageNameOf } from './codec/coordinates.ts';
import { mavenChecksumMismatch } from './codec/errors.ts';
import { describeMaven, mavenDigests } from './describe-maven.ts';
import { checksumsOf } from './get-file.ts';
import { inspectFile } from './inspect-file.ts';
import { readText } from './read-text.ts';

/** One file of an artifact. */
const fileBytesMax = 16 * 1024 ** 3;
const checksumBytesMax = 1024;

/**
 * `PUT {path}`: adds a file to its version, which grows with each of them. The verdict is waited
 * for at the end of a deploy, when its metadata comes, and not by each of its files.
 */
export async function putFile(call: FormatCall, file: MavenFile): Promise<void> {
  const { ports, actor, repository, request, reply, signal } = call;
  // Before the first byte: who may not publish need not send gigabytes to learn it.
  await authorisePublish(ports, actor, repository, packageNameOf(file));
  const staged = await ports.blobs.stage(bodyChunks(request.raw, { signal, freesChunks: true }), {
    signal,
    bytesMax: fileBytesMax,
    extraDigests: mavenDigests,
  });
  try {
    const contents = await inspectFile(file, stagedSource(ports, staged, signal));
    const input = describeMaven(repository, [{ file, staged, contents }]);
    const { isNew } = await publishArtifact(ports, actor, input, signal);
    await reply.code(isNew ? 201 : 200).send();
  } catch (error) {
    await bestEffort('what stays is swept', () => ports.blobs.discard(staged));
    throw error;
  }
}

/**
 * `PUT {path}.sha1` and its like: proved against the bytes that are there, and not kept. Errors:
 * MAVEN_CHECKSUM_MISMATCH, ARTIFACT_NOT_FOUND.
 */
export async function putChecksum(
  call: FormatCall,
  { file, checksum }: { readonly file: MavenFile; readonly checksum: ChecksumName },
): Promise<void> {
  const { ports, actor, repository } = call;
  await authorisePublish(ports, actor, repository, packageNameOf(file));
  const stated = readChecksum(await readText(call, checksumBytesMax), checksum);
  const stored = await lookUpFile(ports, { repositoryId: repository.id, path: file.path });
  if (stored === null) throw artifactNotFound(`There is no ${file.fileName} to check.`);
  if (checksumsOf(stored)[checksum] !== stated) {
    throw mavenChecksumMismatch(`${file.fileName} has another ${checksum} than that.`);
  }
  await call.reply.code(200).send();
}
