import {
  artifactNotFound,
  lookUpPackageByKey,
  lookUpVersion,
  yankArtifact,
} from '@bonded/core/artifacts';
import type { FormatCall } from '../format.ts';
import { requireReader } from '../require-reader.ts';
import type { RouteParams } from '../route.ts';
import { sendJson } from '../send-json.ts';
import { crateNameKey } from './codec/names.ts';
import { withoutBuild } from './codec/versions.ts';

/** `DELETE …/{crate}/{version}/yank`: no resolution chooses it anew; lock files still get it. */
export async function yank(call: FormatCall, params: RouteParams): Promise<void> {
  await setYanked(call, params, true);
}

/** `PUT …/{crate}/{version}/unyank`. */
export async function unyank(call: FormatCall, params: RouteParams): Promise<void> {
  await setYanked(call, params, false);
}

async function setYanked(call: FormatCall, params: RouteParams, isYanked: boolean): Promise<void> {
  requireReader(call);
  const { crate = '', version = '' } = params;
  const { id: repositoryId } = call.repository;
  const found = await lookUpPackageByKey(call.ports, {
    repositoryId,
    nameKey: crateNameKey(crate),
  });
  const artifact =
    found &&
    (await lookUpVersion(call.ports, { packageId: found.id, version: withoutBuild(version) }));
  if (!artifact) throw artifactNotFound(`There is no ${crate}@${version} here.`);
  await yankArtifact(call.ports, call.actor, { id: artifact.id, isYanked });
  await sendJson(call, 200, { ok: true });
}
