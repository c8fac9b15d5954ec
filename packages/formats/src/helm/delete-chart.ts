import {
  artifactNotFound,
  deleteArtifact,
  lookUpVersion,
  requirePackage,
} from '@bonded/core/artifacts';
import type { FormatCall } from '../format.ts';
import { requireReader } from '../require-reader.ts';
import type { RouteParams } from '../route.ts';
import { sendJson } from '../send-json.ts';

/** `DELETE api/charts/{name}/{version}`: the version goes, and its number stays burned. */
export async function deleteChart(call: FormatCall, params: RouteParams): Promise<void> {
  requireReader(call);
  const { ports, actor, repository } = call;
  const { name = '', version = '' } = params;
  const found = await requirePackage(ports, { repositoryId: repository.id, name });
  const artifact = await lookUpVersion(ports, { packageId: found.id, version });
  if (artifact === null) throw artifactNotFound('There is no such version of the chart.');
  await deleteArtifact(ports, actor, { id: artifact.id });
  await sendJson(call, 200, { deleted: true });
}
