'use client';

import Tooltip from '@mui/material/Tooltip';

/** A moment told from now, with the exact one behind it. */
export function Moment({
  at,
  says,
  exactly,
}: {
  readonly at: string;
  readonly says: string;
  readonly exactly: string;
}) {
  return (
    <Tooltip title={exactly}>
      <time dateTime={at} suppressHydrationWarning style={{ whiteSpace: 'nowrap' }}>
        {says}
      </time>
    </Tooltip>
  );
}
