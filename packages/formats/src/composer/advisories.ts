import { findAdvisories, type PackageAdvisory } from '@bonded/core/clearance';
import { readBody } from '@bonded/http';
import type { FormatCall } from '../format.ts';
import { requireReader } from '../require-reader.ts';
import { sendJson } from '../send-json.ts';
import { isPackageName } from './codec/names.ts';

const bodyBytesMax = 4 * 1024 * 1024;
const packagesMax = 20_000;

/**
 * `POST api/security-advisories/`: what `composer audit` asks by `packages[0]=…`, answered from our
 * own advisories.
 */
export async function securityAdvisories(call: FormatCall): Promise<void> {
  requireReader(call);
  const { ports, signal } = call;
  const names = [...new Set(await askedNames(call))].slice(0, packagesMax);
  const packages = Object.fromEntries(names.map((name) => [name, null] as const));
  const found = await findAdvisories(ports, { ecosystem: 'Packagist', packages }, signal);
  const answer = Map.groupBy(found, ({ packageName }) => packageName);
  const advisories = [...answer].map(([name, its]) => [name, its.map(advisoryOf)] as const);
  await sendJson(call, 200, { advisories: Object.fromEntries(advisories) });
}

async function askedNames({ request, query, signal }: FormatCall): Promise<readonly string[]> {
  const form =
    request.method === 'POST'
      ? new URLSearchParams(
          (await readBody(request.raw, { bytesMax: bodyBytesMax, signal })).toString('utf8'),
        )
      : query;
  return [...form]
    .filter(([key, name]) => key.startsWith('packages[') && isPackageName(name))
    .map(([, name]) => name);
}

function advisoryOf({
  id,
  packageName,
  title,
  url,
  severity,
  versions,
  publishedAt,
}: PackageAdvisory) {
  return {
    advisoryId: id,
    packageName,
    // A blank between bounds is an "and" in some readers and nothing in others; a comma always is.
    affectedVersions: versions.map((each) => each.replaceAll(' ', ',')).join('|'),
    title,
    cve: id.startsWith('CVE-') ? id : null,
    link: url,
    reportedAt: (publishedAt ?? new Date(0)).toISOString(),
    sources: [{ name: 'OSV', remoteId: id }],
    severity,
  };
}
