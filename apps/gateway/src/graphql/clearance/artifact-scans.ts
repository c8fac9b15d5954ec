import { needs, visible } from '../access/rule.ts';
import { Artifact } from '../artifacts/artifact.ts';
import { builder } from '../builder.ts';
import { FindingKind, ScanStatus, Severity } from '../enums.ts';
import { list } from '../lists/list.ts';
import { relatedList } from '../lists/related-list.ts';
import { placeOfContent } from '../places.ts';
import { severityOf } from '../words.ts';
import { FindingConnection, worstFindings } from './finding.ts';
import { counters, FindingCounts } from './finding-counts.ts';
import { matchingFindings } from './matching-findings.ts';
import { newestScans, Scan, ScanConnection } from './scan.ts';

/**
 * What scans say of an artifact. That there was one anybody may know; what it found needs
 * `scan:read`.
 */
builder.prismaObjectFields(Artifact, (t) => ({
  scanStatus: t.expose('scanStatus', { ...visible, type: ScanStatus }),
  scannedAt: t.expose('scannedAt', { ...visible, type: 'DateTime', nullable: true }),
  findingCounts: t.field({
    ...needs('scan:read', placeOfContent),
    type: FindingCounts,
    nullable: true,
    select: counters,
    resolve: (artifact) => artifact,
  }),
  worstSeverity: t.field({
    ...needs('scan:read', placeOfContent),
    type: Severity,
    nullable: true,
    select: { worstSeverity: true },
    resolve: ({ worstSeverity }) => severityOf(worstSeverity),
  }),
  latestScan: t.field({
    ...needs('scan:read', placeOfContent),
    type: Scan,
    nullable: true,
    select: (_args, _context, nested) => ({
      scans: nested({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: 1 }),
    }),
    resolve: ({ scans }) => scans[0] ?? null,
  }),
  scans: t.field({
    nullable: true,
    ...relatedList({
      ...needs('scan:read', placeOfContent),
      relation: 'scans',
      by: 'artifactId',
      connection: ScanConnection,
      order: newestScans,
    }),
  }),
  findings: t.field({
    nullable: true,
    ...list({
      ...needs('scan:read', placeOfContent),
      description: 'Of the newest finished scan.',
      connection: FindingConnection,
      order: worstFindings,
      args: { severityAtLeast: t.arg({ type: Severity }), kind: t.arg({ type: FindingKind }) },
      where: async (args, { loaders }, artifact: { readonly id: string }) =>
        matchingFindings(await loaders.finishedScans.load(artifact.id), args),
    }),
  }),
}));
