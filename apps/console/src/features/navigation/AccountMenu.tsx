'use client';

import IconButton from '@mui/material/IconButton';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useColorScheme } from '@mui/material/styles';
import { useRouter } from 'next/navigation';
import { signOut } from 'next-auth/react';
import { useState } from 'react';
import { useViewer } from '#features/session/ViewerContext.tsx';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';

const modes = ['light', 'dark', 'system'] as const;

const initials = (name: string): string =>
  name
    .split(/\s+/u)
    .map((word) => word.charAt(0).toUpperCase())
    .slice(0, 2)
    .join('');

/** Ends the session at the gateway and here; a full load follows, so that no page keeps its data. */
export async function endSession(): Promise<void> {
  await signOut({ redirect: false });
  window.location.assign(paths.signIn());
}

export function AccountMenu() {
  const viewer = useViewer();
  const router = useRouter();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const isOpen = anchor !== null;
  const { mode, setMode } = useColorScheme();
  const name = viewer.user?.displayName || viewer.name;
  const close = (): void => setAnchor(null);
  return (
    <>
      <IconButton
        aria-label={t('nav.account', { name })}
        aria-haspopup="menu"
        aria-expanded={isOpen}
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
      <Menu anchorEl={anchor} open={isOpen} onClose={close}>
        <MenuItem
          onClick={() => {
            close();
            router.push(paths.profile());
          }}
        >
          {name}
        </MenuItem>
        <ListSubheader sx={{ lineHeight: '28px', fontSize: '0.75rem' }}>
          {t('theme.label')}
        </ListSubheader>
        {modes.map((one) => (
          <MenuItem key={one} selected={mode === one} onClick={() => setMode(one)}>
            {t(`theme.${one}`)}
          </MenuItem>
        ))}
        <MenuItem divider sx={{ minHeight: 0, py: 0 }} disabled />
        <MenuItem onClick={() => void endSession()}>{t('sign-out')}</MenuItem>
      </Menu>
    </>
  );
}
