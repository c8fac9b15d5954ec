import {
  artifactNotFound,
  deleteArtifact,
  deleteTag,
  forgetFile,
  lookUpVersion,
  requirePackage,
} from '@bonded/core/artifacts';
import { formatNamedDigest } from '@bonded/core/deposits';
import { requireDigest } from './codec/digest.ts';
import { manifestFilePath } from './codec/file-paths.ts';
import { isTag } from './codec/names.ts';
import { answer, type ImageCall } from './image-call.ts';

/** `DELETE …/manifests/{tag or digest}`: a tag alone, or a manifest and all its tags. */
export async function deleteManifest(call: ImageCall): Promise<void> {
  const { ports, actor, repository, image, reference } = call;
  const target = await requirePackage(ports, { repositoryId: repository.id, name: image });
  const packageId = target.id;
  if (isTag(reference)) {
    await deleteTag(ports, actor, { packageId, name: reference });
  } else {
    const version = formatNamedDigest(requireDigest(reference));
    const artifact = await lookUpVersion(ports, { packageId, version });
    if (artifact === null) throw artifactNotFound(`There is no ${image}@${version} here.`);
    await deleteArtifact(ports, actor, { id: artifact.id });
    const path = manifestFilePath(image, version);
    forgetFile(ports, { repositoryId: repository.id, path });
  }
  await answer(call, 202, {});
}
