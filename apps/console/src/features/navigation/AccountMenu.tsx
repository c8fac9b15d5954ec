'use client';

import IconButton from '@mui/material/IconButton';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useViewer } from '#features/session/ViewerContext.tsx';
import { t } from '#lib/messages.ts';

const AccountMenuList = dynamic(
  async () => ({ default: (await import('./AccountMenuList.tsx')).AccountMenuList }),
  { ssr: false },
);

const initials = (name: string): string =>
  name
    .split(/\s+/u)
    .map((word) => word.charAt(0).toUpperCase())
    .slice(0, 2)
    .join('');

/** Who is signed in, and what belongs to them: profile, theme, sign-out. */
export function AccountMenu() {
  const viewer = useViewer();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const name = viewer.user?.displayName || viewer.name;
  return (
    <>
      <IconButton
        aria-label={t('nav.account', { name })}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{
          width: 32,
          height: 32,
          borderRadius: '50%',
          fontSize: '0.75rem',
          fontWeight: 680,
          color: 'text.primary',
          border: '1px solid var(--mui-palette-line-strong)',
        }}
      >
        {initials(name)}
      </IconButton>
      {anchor ? (
        <AccountMenuList name={name} anchor={anchor} onClose={() => setAnchor(null)} />
      ) : null}
    </>
  );
}
