import {
  authorisePublish,
  awaitVerdict,
  lookUpFile,
  publishArtifact,
} from '@bonded/core/artifacts';
import { bodyChunks } from '@bonded/http';
import { defineError } from '@bonded/kernel';
import type { FormatCall } from '../format.ts';
import { type DigestName, expectedDigests, requireDigests } from './codec/expected-digests.ts';
import { rawPath } from './codec/file-path.ts';
import { describeRaw } from './describe-raw.ts';

/** `If-None-Match: *` or `If-Match` says no (RFC 9110 §13.1). */
const preconditionFailed = defineError('conflict', 'RAW_PRECONDITION_FAILED');

/** One raw file; larger ones come in by tus, which survives a broken connection. */
const fileBytesMax = 16 * 1024 ** 3;

/**
 * `PUT {path}`: takes the bytes in as they come, checks what the client announced, and publishes.
 */
export async function putFile(call: FormatCall): Promise<void> {
  const { ports, actor, repository, request, reply, signal } = call;
  const path = rawPath(call.segments);
  // Before the first byte: who may not publish need not send gigabytes to learn it.
  await authorisePublish(ports, actor, repository, path);
  await requirePrecondition(call, path);
  const expected = expectedDigests(request.headers);
  const staged = await ports.blobs.stage(bodyChunks(request.raw, { signal, freesChunks: true }), {
    signal,
    bytesMax: fileBytesMax,
    extraDigests: extraDigestsOf(expected),
  });
  try {
    requireDigests(expected, { ...staged.extraDigests, sha256: staged.digest });
    const contentType = request.headers['content-type'] ?? null;
    const input = describeRaw({ repository, path, contentType, staged });
    const { artifact, isNew } = await publishArtifact(ports, actor, input, signal);
    await awaitVerdict(ports, artifact.id, { signal });
    await reply
      .code(isNew ? 201 : 200)
      .header('location', `${call.baseUrl}/${path.split('/').map(encodeURIComponent).join('/')}`)
      .header('etag', `"${staged.digest}"`)
      .send({ path, digest: `sha256:${staged.digest}`, sizeBytes: staged.sizeBytes });
  } catch (error) {
    await ports.blobs.discard(staged);
    throw error;
  }
}

function extraDigestsOf(expected: Partial<Record<DigestName, string>>) {
  return (['md5', 'sha1', 'sha512'] as const).filter((name) => expected[name] !== undefined);
}

async function requirePrecondition(call: FormatCall, path: string): Promise<void> {
  const { 'if-none-match': ifNoneMatch, 'if-match': ifMatch } = call.request.headers;
  if (ifNoneMatch === undefined && ifMatch === undefined) return;
  const { id: repositoryId } = call.repository;
  const file = await lookUpFile(call.ports, { repositoryId, path });
  if (ifNoneMatch === '*' && file !== null) {
    throw preconditionFailed('There is a file at this path already.');
  }
  if (ifMatch === undefined) return;
  const isSame = file !== null && (ifMatch === '*' || ifMatch.includes(`"${file.digest}"`));
  if (!isSame) throw preconditionFailed('The file at this path is another one by now.');
}
