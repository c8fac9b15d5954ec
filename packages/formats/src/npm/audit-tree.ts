import { can } from '@bonded/core/access';
import { findAdvisories, type PackageAdvisory } from '@bonded/core/clearance';
import { hiddenRepository, placeOfRepository } from '@bonded/core/repositories';
import { readJson } from '@bonded/http';
import semver from 'semver';
import type { FormatCall } from '../format.ts';
import { auditBodyBytesMax, npmSeverities } from './advisories.ts';
import { installedVersions } from './codec/installed-versions.ts';
import { sendJson } from './send-json.ts';

const jsonLimits = { depthMax: 200, membersMax: 2_000_000 };

type Severity = (typeof npmSeverities)[keyof typeof npmSeverities];

/**
 * `POST -/npm/v1/security/audits`: a whole lockfile, as yarn 1 and pnpm ask, and npm where the
 * newer question failed.
 */
export async function auditTree(call: FormatCall): Promise<void> {
  if (!can(call.actor, 'artifact:read', placeOfRepository(call.repository))) {
    throw hiddenRepository(call.actor);
  }
  const { ports, request, signal } = call;
  const options = { bytesMax: auditBodyBytesMax, signal, json: jsonLimits };
  const installed = installedVersions(await readJson(request.raw, options));
  const packages = Object.fromEntries(
    [...installed].map(([name, versions]) => [name, [...versions.keys()]]),
  );
  const found = await findAdvisories(ports, { ecosystem: 'npm', packages }, signal);
  await sendJson(call, 200, report(found, installed));
}

type Installed = ReturnType<typeof installedVersions>;

function report(found: readonly PackageAdvisory[], installed: Installed) {
  const vulnerabilities: Record<Severity, number> = {
    info: 0,
    low: 0,
    moderate: 0,
    high: 0,
    critical: 0,
  };
  const advisories = found.map((advisory) => {
    const affected = affectedOf(advisory, installed.get(advisory.packageName) ?? new Map());
    vulnerabilities[npmSeverities[advisory.severity]] += affected.length;
    return [advisory.id, advisoryOf(advisory, affected)] as const;
  });
  const totalDependencies = [...installed.values()].reduce((sum, each) => sum + each.size, 0);
  return {
    actions: [],
    advisories: Object.fromEntries(advisories),
    muted: [],
    metadata: {
      vulnerabilities,
      dependencies: totalDependencies,
      devDependencies: 0,
      optionalDependencies: 0,
      totalDependencies,
    },
  };
}

interface Finding {
  readonly version: string;
  readonly paths: readonly string[];
}

function affectedOf(
  advisory: PackageAdvisory,
  versions: ReadonlyMap<string, readonly string[]>,
): readonly Finding[] {
  const range = advisory.versions.join(' || ');
  return [...versions]
    .filter(([version]) => semver.satisfies(version, range, { includePrerelease: true }))
    .map(([version, paths]) => ({ version, paths }));
}

function advisoryOf(advisory: PackageAdvisory, findings: readonly Finding[]) {
  return {
    id: advisory.id,
    github_advisory_id: advisory.id,
    module_name: advisory.packageName,
    title: advisory.title,
    url: advisory.url,
    overview: advisory.title,
    severity: npmSeverities[advisory.severity],
    vulnerable_versions: advisory.versions.join(' || '),
    patched_versions: '<0.0.0',
    recommendation: `See ${advisory.url}`,
    cwe: [],
    cves: [],
    cvss: { score: advisory.score ?? 0, vectorString: null },
    findings,
  };
}
