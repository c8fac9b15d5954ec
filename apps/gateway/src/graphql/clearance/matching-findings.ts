import type { Prisma } from '@bonded/database';
import { type severities, severitiesFrom } from '../words.ts';

/** Malware has no score and comes first; then by score; ties in a fixed order. */
export const worstFirst: Prisma.FindingOrderByWithRelationInput[] = [
  { kind: 'asc' },
  { score: { sort: 'desc', nulls: 'last' } },
  { id: 'asc' },
];

export interface WantedFindings {
  readonly severityAtLeast?: (typeof severities)[number] | null | undefined;
  readonly kind?: 'vulnerability' | 'malware' | null | undefined;
}

/** What the newest finished scan of an artifact found, narrowed to what is wanted. */
export function matchingFindings(
  scanId: string,
  { severityAtLeast, kind }: WantedFindings,
): Prisma.FindingWhereInput {
  return {
    scanId,
    ...(severityAtLeast == null ? {} : { severity: { in: severitiesFrom(severityAtLeast) } }),
    ...(kind == null ? {} : { kind }),
  };
}
