'use client';

import Skeleton from '@mui/material/Skeleton';

const widths = ['42%', '58%', '35%', '50%', '46%', '61%', '38%', '54%'];

/**
 * The geometry of a table that is on its way: same row height, so nothing jumps when it arrives.
 */
export function TableSkeleton({
  rows = 8,
  label,
}: {
  readonly rows?: number;
  readonly label: string;
}) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        <div
          key={row}
          style={{
            display: 'flex',
            alignItems: 'center',
            height: 37,
            padding: '0 12px',
            borderBottom: '1px solid var(--mui-palette-line-faint)',
          }}
        >
          <Skeleton width={widths[row % widths.length] ?? '50%'} height={18} animation="wave" />
        </div>
      ))}
    </div>
  );
}
