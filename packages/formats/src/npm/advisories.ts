import { can } from '@bonded/core/access';
import { findAdvisories } from '@bonded/core/clearance';
import { parseInput } from '@bonded/core/input';
import { hiddenRepository, placeOfRepository } from '@bonded/core/repositories';
import { readJson } from '@bonded/http';
import { z } from 'zod';
import type { FormatCall } from '../format.ts';
import { sendJson } from './send-json.ts';

export const auditBodyBytesMax = 8 * 1024 * 1024;
const packagesMax = 20_000;
const body = z
  .record(z.string().max(214), z.array(z.string().max(256)).max(1_000))
  .refine((all) => Object.keys(all).length <= packagesMax, 'Too many packages.');

/** npm knows no `none`, and says `moderate` where others say medium. */
export const npmSeverities = {
  none: 'info',
  low: 'low',
  medium: 'moderate',
  high: 'high',
  critical: 'critical',
} as const;

/**
 * `POST -/npm/v1/security/advisories/bulk`: what `npm audit` asks, answered from our own
 * advisories.
 */
export async function bulkAdvisories(call: FormatCall): Promise<void> {
  if (!can(call.actor, 'artifact:read', placeOfRepository(call.repository))) {
    throw hiddenRepository(call.actor);
  }
  const { signal } = call;
  const asked = parseInput(
    body,
    await readJson(call.request.raw, { bytesMax: auditBodyBytesMax, signal }),
  );
  const found = await findAdvisories(call.ports, { ecosystem: 'npm', packages: asked }, signal);
  const answer = Map.groupBy(found, (each) => each.packageName);
  await sendJson(
    call,
    200,
    Object.fromEntries(
      [...answer].map(([name, advisories]) => [
        name,
        advisories.map((advisory) => ({
          id: advisory.id,
          url: advisory.url,
          title: advisory.title,
          severity: npmSeverities[advisory.severity],
          vulnerable_versions: advisory.versions.join(' || '),
          cvss: { score: advisory.score ?? 0, vectorString: null },
        })),
      ]),
    ),
  );
}
