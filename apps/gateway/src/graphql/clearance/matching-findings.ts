import type { Prisma } from '@bonded/database';
import { type severities, severitiesFrom } from '../words.ts';

export interface WantedFindings {
  readonly severityAtLeast?: (typeof severities)[number] | null | undefined;
  readonly kind?: 'vulnerability' | 'malware' | null | undefined;
}

/** What the newest finished scan of an artifact found, narrowed to what is wanted. */
export function matchingFindings(
  scanId: string | null,
  { severityAtLeast, kind }: WantedFindings,
): Prisma.FindingWhereInput {
  return {
    scanId: scanId ?? { in: [] },
    ...(severityAtLeast == null ? {} : { severity: { in: severitiesFrom(severityAtLeast) } }),
    ...(kind == null ? {} : { kind }),
  };
}
