import { authorisePublish } from '@bonded/core/artifacts';
import { depositBlob, extraDigestsFor, formatNamedDigest, mountBlob } from '@bonded/core/deposits';
import { createUpload, uploadBytesMax } from '@bonded/core/uploads';
import { bodyChunks } from '@bonded/http';
import { requireDigest } from './codec/digest.ts';
import type { ImageCall } from './image-call.ts';
import { answerBlob, answerProgress, sessionPath } from './upload-answers.ts';

/**
 * `POST …/blobs/uploads/`: takes a blob whole (`?digest=`), lets the image have one that another
 * has (`?mount=&from=`), or opens a session.
 */
export async function startUpload(call: ImageCall): Promise<void> {
  const { ports, actor, repository, image, query } = call;
  await authorisePublish(ports, actor, repository, image);
  if (query.has('digest')) return takeWhole(call);
  if (query.has('mount') && (await mount(call))) return;
  const upload = await createUpload(ports, actor, {
    repository: `${repository.project.slug}/${repository.slug}`,
    path: sessionPath(image),
    contentType: null,
    expectedDigest: null,
    sizeBytes: null,
    metadata: {},
    isPartial: false,
    concatOf: [],
  });
  await ports.partials.create(upload.id, call.signal);
  await answerProgress(call, 202, { id: upload.id, sizeBytes: 0 });
}

async function takeWhole(call: ImageCall): Promise<void> {
  const { ports, actor, repository, image, query, request, signal } = call;
  const expected = requireDigest(query.get('digest'));
  const staged = await ports.blobs.stage(bodyChunks(request.raw, { signal, freesChunks: true }), {
    signal,
    bytesMax: uploadBytesMax,
    extraDigests: extraDigestsFor(expected),
  });
  try {
    const deposit = { repository, packageName: image, staged, expected };
    await depositBlob(ports, actor, deposit, signal);
  } catch (error) {
    await ports.blobs.discard(staged);
    throw error;
  }
  await answerBlob(call, formatNamedDigest(expected));
}

/** False where the caller could not read it there: then it is sent. */
async function mount(call: ImageCall): Promise<boolean> {
  const { ports, actor, repository, image, query } = call;
  const digest = requireDigest(query.get('mount'));
  const [project = '', slug = '', ...name] = (query.get('from') ?? '').split('/');
  const from =
    name.length === 0 ? null : { project, repository: slug, packageName: name.join('/') };
  const isMounted = await mountBlob(ports, actor, { repository, packageName: image, digest, from });
  if (isMounted) await answerBlob(call, formatNamedDigest(digest));
  return isMounted;
}
