import type { IncomingHttpHeaders } from 'node:http';
import {
  authorisePublish,
  awaitVerdict,
  lookUpFile,
  publishArtifact,
} from '@bonded/core/artifacts';
import { bodyChunks, matchesStrongly, matchesWeakly } from '@bonded/http';
import { defineError } from '@bonded/kernel';
import type { FormatCall } from '../format.ts';
import { digestHeaders } from './codec/digest-headers.ts';
import { type DigestName, expectedDigests, requireDigests } from './codec/expected-digests.ts';
import { rawPath } from './codec/file-path.ts';
import { describeRaw } from './describe-raw.ts';

/** `If-None-Match: *` or `If-Match` says no (RFC 9110 §13.1). */
const preconditionFailed = defineError('conflict', 'RAW_PRECONDITION_FAILED');

/** A PUT to a folder: folders are where files are, and are not made by themselves. */
const folderUnwritable = defineError('invalid', 'RAW_FOLDER_UNWRITABLE');

/** One raw file; larger ones come in by tus, which survives a broken connection. */
const fileBytesMax = 16 * 1024 ** 3;

/**
 * `PUT {path}`: takes the bytes in as they come, checks what the client announced, and publishes.
 */
export async function putFile(call: FormatCall): Promise<void> {
  const { ports, actor, repository, request, reply, signal } = call;
  if (call.hasTrailingSlash) throw folderUnwritable('A path that ends in a slash is no file.');
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
    const described = describeRaw({ repository, path, contentType, staged });
    const requireCurrent = (digest: string | null) => requireMatch(request.headers, digest);
    const input = { ...described, requireCurrent };
    const { artifact, isNew } = await publishArtifact(ports, actor, input, signal);
    await awaitVerdict(ports, artifact.id, { signal });
    await reply
      .code(isNew ? 201 : 200)
      .header('location', `${call.baseUrl}/${path.split('/').map(encodeURIComponent).join('/')}`)
      .header('etag', `"${staged.digest}"`)
      .headers(digestHeaders({ ...staged.extraDigests, sha256: staged.digest }))
      .send({ path, digest: `sha256:${staged.digest}`, sizeBytes: staged.sizeBytes });
  } catch (error) {
    await ports.blobs.discard(staged);
    throw error;
  }
}

function extraDigestsOf(expected: Partial<Record<DigestName, string>>) {
  return (['md5', 'sha1', 'sha512'] as const).filter((name) => expected[name] !== undefined);
}

/** Before the bytes: who is too late need not send them. It is asked again when they are there. */
async function requirePrecondition(call: FormatCall, path: string): Promise<void> {
  const { 'if-none-match': ifNoneMatch, 'if-match': ifMatch } = call.request.headers;
  if (ifNoneMatch === undefined && ifMatch === undefined) return;
  const { id: repositoryId } = call.repository;
  const file = await lookUpFile(call.ports, { repositoryId, path });
  requireMatch(call.request.headers, file?.digest ?? null);
}

/** RFC 9110 §13.1: judges the digest of what is at the path now, null for nothing. */
function requireMatch(headers: IncomingHttpHeaders, digest: string | null): void {
  const { 'if-none-match': ifNoneMatch, 'if-match': ifMatch } = headers;
  const etag = `"${digest}"`;
  if (ifNoneMatch !== undefined && digest !== null && matchesWeakly(ifNoneMatch, etag)) {
    throw preconditionFailed('There is a file at this path already.');
  }
  if (ifMatch !== undefined && (digest === null || !matchesStrongly(ifMatch, etag))) {
    throw preconditionFailed('The file at this path is another one by now.');
  }
}
