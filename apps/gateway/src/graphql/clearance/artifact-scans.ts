import type { Prisma } from '@bonded/database';
import { needs, visible } from '../access/rule.ts';
import { Artifact } from '../artifacts/artifact.ts';
import { builder } from '../builder.ts';
import { FindingKind, ScanStatus, Severity } from '../enums.ts';
import { countUpTo } from '../lists/count.ts';
import { placeOfContent } from '../places.ts';
import { severityOf } from '../words.ts';
import { ComponentConnection } from './component.ts';
import { Finding, FindingConnection } from './finding.ts';
import { counters, FindingCounts } from './finding-counts.ts';
import { matchingFindings, worstFirst } from './matching-findings.ts';
import { Scan, ScanConnection } from './scan.ts';

const newestFirst = [{ createdAt: 'desc' }, { id: 'desc' }] as const;

/** What scans say of an artifact. That there was one anybody may know; what it found needs `scan:read`. */
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
      scans: nested({ orderBy: [...newestFirst], take: 1 }),
    }),
    resolve: ({ scans }) => scans[0] ?? null,
  }),
  scans: t.relatedConnection(
    'scans',
    {
      ...needs('scan:read', placeOfContent),
      nullable: true,
      cursor: 'id',
      query: { orderBy: [...newestFirst] },
      countOf: ({ id }, _args, { prisma }) => countUpTo(prisma.scan, { artifactId: id }),
    },
    ScanConnection,
  ),
  findings: t.prismaConnection(
    {
      ...needs('scan:read', placeOfContent),
      nullable: true,
      description: 'Of the newest finished scan.',
      type: Finding,
      cursor: 'id',
      args: { severityAtLeast: t.arg({ type: Severity }), kind: t.arg({ type: FindingKind }) },
      resolve: async (query, { id }, args, { loaders, prisma }) => {
        const scanId = await loaders.finishedScans.load(id);
        if (scanId === null) return [];
        const where = matchingFindings(scanId, args);
        return prisma.finding.findMany({ ...query, where, orderBy: worstFirst });
      },
      countOf: async ({ id }, args, { loaders, prisma }) => {
        const scanId = await loaders.finishedScans.load(id);
        return scanId === null ? 0 : countUpTo(prisma.finding, matchingFindings(scanId, args));
      },
    },
    FindingConnection,
  ),
  components: t.relatedConnection(
    'components',
    {
      ...needs('scan:read', placeOfContent),
      nullable: true,
      cursor: 'id',
      args: { search: t.arg.string() },
      query: ({ search }) => ({ where: named(search), orderBy: [{ name: 'asc' }, { id: 'asc' }] }),
      countOf: ({ id }, { search }, { prisma }) =>
        countUpTo(prisma.component, { artifactId: id, AND: named(search) }),
    },
    ComponentConnection,
  ),
}));

function named(search: string | null | undefined): Prisma.ComponentWhereInput {
  if (search == null || search === '') return {};
  return { purl: { contains: search, mode: 'insensitive' } };
}
