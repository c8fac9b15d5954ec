import { formatNamedDigest } from '@bonded/core/deposits';
import { listReferring } from '@bonded/core/supply';
import { requireDigest } from './codec/digest.ts';
import { mediaTypes } from './codec/media-types.ts';
import { linkToNext } from './codec/page.ts';
import { type ImageCall, sendJson } from './image-call.ts';
import { readStoredManifest } from './stored-manifest.ts';

/** Clients take at least 4 MiB of an index, and annotations may be long. */
const pageSizeMax = 100;

/**
 * `GET …/referrers/{digest}`: what is about a manifest and may be seen, as an index; empty where
 * there is nothing, also for an image that is not there.
 */
export async function listReferrers(call: ImageCall): Promise<void> {
  const { ports, actor, repository, image, imagePath, query } = call;
  const subject = formatNamedDigest(requireDigest(call.reference));
  const artifactType = query.get('artifactType');
  const { versions, next } = await listReferring(ports, actor, {
    repository,
    name: image,
    subjectDigest: subject,
    artifactType,
    after: query.get('last'),
    limit: pageSizeMax,
  });
  const manifests = versions.map(({ version, metadata }) => {
    const { mediaType, sizeBytes, artifactType: type, annotations } = readStoredManifest(metadata);
    return {
      mediaType,
      digest: version,
      size: sizeBytes,
      ...(type === null ? {} : { artifactType: type }),
      ...(annotations === undefined ? {} : { annotations }),
    };
  });
  const filter = artifactType === null ? {} : { artifactType };
  await sendJson(
    call,
    { schemaVersion: 2, mediaType: mediaTypes.index, manifests },
    {
      'content-type': mediaTypes.index,
      ...(artifactType === null ? {} : { 'oci-filters-applied': 'artifactType' }),
      ...linkToNext(`${imagePath}/referrers/${subject}`, next, filter),
    },
  );
}
