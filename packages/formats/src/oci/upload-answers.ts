import { rangeHeader } from './codec/content-range.ts';
import { answer, type ImageCall } from './image-call.ts';

/** Where the sessions of an image say that they belong: no tus upload is taken for one. */
export function sessionPath(image: string): string {
  return `${image}/blobs/uploads`;
}

/** Says where a session is and what of it has arrived. */
export async function answerProgress(
  call: ImageCall,
  status: number,
  { id, sizeBytes }: { readonly id: string; readonly sizeBytes: number },
): Promise<void> {
  await answer(call, status, {
    location: `${call.imagePath}/blobs/uploads/${id}`,
    'docker-upload-uuid': id,
    range: rangeHeader(sizeBytes),
  });
}

/** 201: the image has the blob. */
export async function answerBlob(call: ImageCall, digest: string): Promise<void> {
  await answer(call, 201, {
    location: `${call.imagePath}/blobs/${digest}`,
    'docker-content-digest': digest,
  });
}
