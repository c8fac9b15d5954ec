import { deprecateArtifact, listVersions } from '@bonded/core/artifacts';
import { parseInput } from '@bonded/core/input';
import { z } from 'zod';
import type { FormatCall } from '../format.ts';
import { findNpmPackage } from './find-npm-package.ts';
import { refuseKeeping } from './not-ours.ts';
import { sendJson } from './send-json.ts';

const document = z.object({
  versions: z.record(z.string(), z.object({ deprecated: z.string().optional() })).optional(),
  users: z.unknown().optional(),
});

/**
 * `PUT {pkg}` without an attachment: the whole document with some `deprecated` changed. Of all it
 * says, only those texts are read. A star comes the same way, and is refused rather than forgotten.
 */
export async function deprecate(call: FormatCall, name: string, body: unknown): Promise<void> {
  const { versions, users } = parseInput(document, body);
  if (users !== undefined && versions === undefined) return refuseKeeping();
  const target = await findNpmPackage(call, name);
  const artifacts = await listVersions(call.ports, target.id);
  for (const artifact of artifacts) {
    const said =
      versions !== undefined && Object.hasOwn(versions, artifact.version)
        ? versions[artifact.version]
        : undefined;
    const message = said?.deprecated;
    // What clients read back to us as deprecated may be our own receipt: that is not the
    // maintainer's word.
    if (message === undefined || message.includes(' by Bonded (BD-')) continue;
    if (message === (artifact.deprecation ?? '')) continue;
    await deprecateArtifact(call.ports, call.actor, { id: artifact.id, message });
  }
  await sendJson(call, 200, { ok: true });
}
