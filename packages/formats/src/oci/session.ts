import { formatNamedDigest } from '@bonded/core/deposits';
import {
  appendUpload,
  durableOffset,
  findUpload,
  terminateUpload,
  type UploadClaim,
  uploadGone,
  uploadNotFound,
  uploadOffsetConflict,
  withUploadLock,
} from '@bonded/core/uploads';
import { bodyChunks } from '@bonded/http';
import { readChunkRange } from './codec/content-range.ts';
import { requireDigest } from './codec/digest.ts';
import { ociRangeInvalid } from './codec/errors.ts';
import { finishUpload, isHopeless } from './finish-upload.ts';
import { answer, type ImageCall } from './image-call.ts';
import { answerBlob, answerProgress, sessionPath } from './upload-answers.ts';

type Session = Awaited<ReturnType<typeof findUpload>>;

/** `GET …/blobs/uploads/{id}`: how much has arrived, by what the medium says. */
export async function getUpload(call: ImageCall): Promise<void> {
  const upload = await findSession(call);
  const sizeBytes = await durableOffset(call.ports, upload, call.signal);
  await answerProgress(call, 204, { id: upload.id, sizeBytes });
}

/** `PATCH …/blobs/uploads/{id}`: a chunk at its place, or a stream that follows what is there. */
export async function patchUpload(call: ImageCall): Promise<void> {
  const { id } = await findSession(call);
  const { ports, signal } = call;
  const sizeBytes = await withUploadLock(ports.database, { id, signal }, async (claim) => {
    // Read again under the lock: the one who held it may have finished.
    const upload = await findSession(call);
    return append(call, upload, claim);
  });
  await answerProgress(call, 202, { id, sizeBytes });
}

/** `PUT …/blobs/uploads/{id}?digest=`: the last bytes, if any, and what all of them have to be. */
export async function putUpload(call: ImageCall): Promise<void> {
  const { id } = await findSession(call);
  const { ports, actor, repository, image, query, signal } = call;
  const expected = requireDigest(query.get('digest'));
  try {
    await withUploadLock(ports.database, { id, signal }, async (claim) => {
      const upload = await findSession(call);
      const offsetBytes = await durableOffset(ports, upload, claim.signal);
      if (offsetBytes > 0 && hasBody(call)) await append(call, upload, claim);
      else requireChunkAt(call, offsetBytes);
      const deposit = { repository, packageName: image, upload, claim, expected };
      await finishUpload(call, deposit, { isAllHere: offsetBytes > 0 });
    });
  } catch (error) {
    // Nothing that follows could make other bytes of them, or room for them.
    if (isHopeless(error)) await terminateUpload(ports, actor, { id }, signal);
    throw error;
  }
  await answerBlob(call, formatNamedDigest(expected));
}

/** `DELETE …/blobs/uploads/{id}`. */
export async function cancelUpload(call: ImageCall): Promise<void> {
  const { id } = await findSession(call);
  await terminateUpload(call.ports, call.actor, { id }, call.signal);
  await answer(call, 204, {});
}

/** The caller's own session of this very image. Errors: UPLOAD_NOT_FOUND, UPLOAD_GONE. */
async function findSession(call: ImageCall): Promise<Session> {
  const upload = await findUpload(call.ports, call.actor, call.reference);
  const isHere =
    upload.repositoryId === call.repository.id && upload.path === sessionPath(call.image);
  if (!isHere) throw uploadNotFound('There is no such upload.');
  if (upload.state !== 'OPEN') throw uploadGone('The upload is over.');
  return upload;
}

async function append(call: ImageCall, upload: Session, claim: UploadClaim): Promise<number> {
  const offsetBytes = await durableOffset(call.ports, upload, claim.signal);
  requireChunkAt(call, offsetBytes);
  const body = bodyChunks(call.request.raw, { freesChunks: true });
  return appendUpload(call.ports, { upload, claim, offsetBytes, body });
}

/** A chunk elsewhere is answered 416, and the session is as it was (specification, same place). */
function requireChunkAt({ request }: ImageCall, offsetBytes: number): void {
  const range = readChunkRange(request.headers['content-range']);
  if (range === null) return;
  if (range.start !== offsetBytes) {
    throw uploadOffsetConflict(`The upload stands at ${offsetBytes}, not at ${range.start}.`, {
      details: { offsetBytes },
    });
  }
  const length = request.headers['content-length'];
  if (length !== undefined && Number(length) !== range.lengthBytes) {
    throw ociRangeInvalid('Content-Range and Content-Length contradict each other.');
  }
}

function hasBody({ request }: ImageCall): boolean {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  return encoding !== undefined || Number(length ?? 0) > 0;
}
