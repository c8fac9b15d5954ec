import { z } from 'zod';
import { formatBytes } from '../../terminal/sizes.ts';
import type { Column } from '../../terminal/table.ts';

const bytes = z.coerce.number();

/** How much a project holds and may hold; null for who may not see it. */
export const quota = {
  fields: 'quota { usedBytes limitBytes level }',
  row: z.object({ usedBytes: bytes, limitBytes: bytes.nullable(), level: z.string() }).nullable(),
};

export interface WithQuota {
  readonly quota: z.output<typeof quota.row>;
}

export const quotaColumns: readonly Column<WithQuota>[] = [
  { title: 'holds', of: ({ quota: held }) => (held === null ? null : formatBytes(held.usedBytes)) },
  { title: 'quota', of: ({ quota: held }) => held && limitText(held) },
];

function limitText({ usedBytes, limitBytes }: NonNullable<WithQuota['quota']>): string {
  if (limitBytes === null) return 'no limit';
  const percent = limitBytes === 0 ? 100 : Math.floor((usedBytes / limitBytes) * 100);
  return `${formatBytes(limitBytes)}, ${percent} % taken`;
}
