import { type Actor, artifactsWhere, repositoriesWhere } from '@bonded/core/access';
import type { ArtifactState, Format, Prisma } from '@bonded/database';
import { parseDigest } from '@bonded/kernel';
import { type severities, severitiesFrom } from '../words.ts';

export interface WantedArtifacts {
  readonly project?: string | null | undefined;
  readonly repository?: string | null | undefined;
  readonly format?: Format | null | undefined;
  readonly states?: readonly ArtifactState[] | null | undefined;
  readonly search?: string | null | undefined;
  readonly digest?: string | null | undefined;
  readonly purl?: string | null | undefined;
  /** An advisory's id or one of its aliases. */
  readonly advisory?: string | null | undefined;
  /** Held because it is young. */
  readonly isCooling?: boolean | null | undefined;
  readonly severityAtLeast?: (typeof severities)[number] | null | undefined;
}

type Where = Prisma.ArtifactWhereInput;

/**
 * What the actor may see, narrowed to what is wanted. What a scan found is a filter only where
 * scans may be read.
 */
export function matchingArtifacts(actor: Actor, wanted: WantedArtifacts): Where {
  return {
    AND: [
      artifactsWhere(actor),
      ...placed(wanted),
      ...described(wanted),
      ...composed(actor, wanted),
    ],
  };
}

function placed({ project, repository, format }: WantedArtifacts): Where[] {
  return [
    ...(project == null ? [] : [{ repository: { project: { slug: project } } }]),
    ...(repository == null ? [] : [{ repository: { slug: repository } }]),
    ...(format == null ? [] : [{ repository: { format } }]),
  ];
}

function described({ states, search, digest, isCooling }: WantedArtifacts): Where[] {
  return [
    ...(states == null ? [] : [{ state: { in: [...states] } }]),
    ...(search == null || search === '' ? [] : [searched(search)]),
    ...(isCooling == null ? [] : [isCooling ? { coolsAt: { not: null } } : { coolsAt: null }]),
    ...(digest == null ? [] : [{ digest: parseDigest(digest) }]),
  ];
}

/** `name`, or `name@version` as it is written everywhere. */
function searched(search: string): Where {
  const at = search.lastIndexOf('@');
  const contains = (text: string) => ({ contains: text, mode: 'insensitive' }) as const;
  const plain: Where[] = [{ package: { name: contains(search) } }, { version: search }];
  if (at <= 0) return { OR: plain };
  const exact: Where = {
    package: { name: contains(search.slice(0, at)) },
    version: { startsWith: search.slice(at + 1) },
  };
  return { OR: [...plain, exact] };
}

function composed(actor: Actor, { purl, advisory, severityAtLeast }: WantedArtifacts): Where[] {
  const scansReadable: Where = { repository: repositoriesWhere(actor, 'scan:read') };
  const holds: Where = { AND: [scansReadable, { components: { some: { purl: purl ?? '' } } }] };
  return [
    ...(purl == null ? [] : [{ OR: [{ purl }, holds] }]),
    ...(advisory == null ? [] : [scansReadable, { scans: { some: affectedBy(advisory) } }]),
    ...(severityAtLeast == null
      ? []
      : [scansReadable, { worstSeverity: { in: severitiesFrom(severityAtLeast) } }]),
  ];
}

function affectedBy(advisory: string): Prisma.ScanWhereInput {
  const named = [{ advisoryId: advisory }, { aliases: { has: advisory } }];
  return { status: 'SCANNED', findings: { some: { OR: named } } };
}
