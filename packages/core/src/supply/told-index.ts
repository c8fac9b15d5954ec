import type { Artifact, File, Prisma } from '@bonded/database';
import { assert } from '@bonded/kernel';
import {
  type ClearanceFacts,
  type ClearancePolicy,
  foretell,
  type RuleRow,
  rulesAbout,
  upstreamFact,
} from '../clearance/index.ts';
import type {
  RepositoryWithProject,
  ToldPackage,
  UpstreamFile,
  UpstreamPackage,
  UpstreamVersion,
} from '../repositories/index.ts';
import type { PackageIndex } from './indexed-package.ts';

/** For what upstream gives no date: before everything else. */
const never = new Date(0);

/** What a proxy demands of what its upstream tells. */
export interface ToldDemands {
  readonly policy: ClearancePolicy;
  readonly rules: readonly RuleRow[];
  readonly nameKeyOf: ((name: string) => string) | undefined;
}

/**
 * What upstream tells of a package, in the words in which we tell of our own. Its versions have no
 * rows and no decisions yet: they are judged when somebody asks for their bytes.
 */
export function indexOfTold(
  proxy: RepositoryWithProject,
  told: ToldPackage,
  demands: ToldDemands,
): PackageIndex {
  const found = told.package;
  assert(found !== null, 'only something that was told has an index');
  const dates = found.versions.map(({ publishedAt }) => (publishedAt ?? never).getTime());
  const place = { repositoryId: proxy.id, packageId: '' };
  const receipts = foretoldReceipts(found, demands);
  return {
    package: {
      id: '',
      repositoryId: proxy.id,
      name: found.name,
      nameKey: null,
      description: found.description ?? '',
      createdAt: new Date(dates.reduce((a, b) => Math.min(a, b), Date.now())),
      updatedAt: found.updatedAt ?? new Date(dates.reduce((a, b) => Math.max(a, b), 0)),
    },
    versions: found.versions.map((version) => ({
      ...versionRow(place, version),
      ...(receipts.has(idOf(version.version)) && { state: 'QUARANTINED' as const }),
    })),
    tags: found.tags,
    receipts,
    files: async () =>
      found.versions.flatMap((version) =>
        version.files.map((file) => fileRow(place, version, file)),
      ),
  };
}

/**
 * What will not be let out, as far as upstream's words alone say so, is shown as held, so that
 * nobody resolves to it. What it has no date or no licence for is judged when it is fetched.
 */
function foretoldReceipts(
  { name, versions }: UpstreamPackage,
  { policy, rules, nameKeyOf }: ToldDemands,
): ReadonlyMap<string, string> {
  const receipts = new Map<string, string>();
  for (const { version, publishedAt, licence = null } of versions) {
    const subject = { name, nameKey: nameKeyOf?.(name) ?? null, version, licence };
    const known = rules.filter((rule) => rule.licence === null || licence !== null);
    const facts = {
      ...unseen,
      rules: rulesAbout(known, subject),
      upstream: dated(publishedAt, policy),
    };
    const { effect, rule, reasons } = foretell(facts, policy);
    if (effect === 'ALLOW') continue;
    const verb = effect === 'DENY' ? 'Blocked' : 'Held';
    receipts.set(idOf(version), `${verb} by Bonded (${rule}): ${reasons.join(' ')}`);
  }
  return receipts;
}

const unseen: ClearanceFacts = {
  state: 'QUARANTINED',
  contentAt: new Date(0).toISOString(),
  scanStatus: 'NOT_SCANNED',
  findings: [],
  review: null,
  upstream: null,
  rules: [],
};

function dated(publishedAt: Date | null, policy: ClearancePolicy) {
  if (publishedAt === null) return null;
  return upstreamFact({ publishedAt, seenAt: publishedAt }, policy.cooldownHours);
}

interface Place {
  readonly repositoryId: string;
  readonly packageId: string;
}

/** As it would come back from the database. */
function asStored(metadata: Prisma.InputJsonObject): Prisma.JsonValue {
  // NOTE: the readers of upstreams make it of plain JSON, without anything that would be converted.
  return metadata as Prisma.JsonObject;
}

/** Unlike every id of ours. */
function idOf(version: string): string {
  return `upstream ${version}`;
}

function versionRow(place: Place, told: UpstreamVersion): Artifact {
  const at = told.publishedAt ?? never;
  const [first] = told.files;
  const sizeBytes = told.files.reduce((sum, file) => sum + BigInt(file.sizeBytes ?? 0), 0n);
  return {
    ...place,
    id: idOf(told.version),
    version: told.version,
    state: 'RELEASED',
    purl: null,
    sizeBytes,
    digest: first?.digests.sha256 ?? '',
    licence: told.licence ?? null,
    metadata: asStored(told.metadata),
    deprecation: told.deprecation ?? null,
    yankedAt: told.yankedReason == null ? null : at,
    yankedReason: told.yankedReason ?? null,
    contentAt: at,
    subjectDigest: null,
    originUrl: null,
    upstreamAt: told.publishedAt,
    ...{ coolsAt: null, outAt: null },
    originCommit: null,
    movedTo: null,
    publishedById: null,
    createdAt: at,
    updatedAt: at,
    releasedAt: null,
    deletedAt: null,
    scanStatus: 'NOT_SCANNED',
    scannedAt: null,
    criticalCount: 0,
    highCount: 0,
    mediumCount: 0,
    lowCount: 0,
    malwareCount: 0,
    worstSeverity: 'none',
  };
}

function fileRow({ repositoryId }: Place, version: UpstreamVersion, file: UpstreamFile): File {
  const { sha256, ...extraDigests } = file.digests;
  return {
    id: `upstream ${file.path}`,
    repositoryId,
    artifactId: idOf(version.version),
    path: file.path,
    digest: sha256 ?? '',
    sizeBytes: BigInt(file.sizeBytes ?? 0),
    contentType: file.contentType ?? 'application/octet-stream',
    extraDigests,
    metadata: asStored(file.metadata ?? {}),
    createdAt: version.publishedAt ?? never,
  };
}
