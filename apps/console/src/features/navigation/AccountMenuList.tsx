'use client';

import Divider from '@mui/material/Divider';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useColorScheme } from '@mui/material/styles';
import { useRouter } from 'next/navigation';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { leave } from './leave.ts';

const modes = ['light', 'dark', 'system'] as const;

export interface AccountMenuListProps {
  readonly name: string;
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
}

export function AccountMenuList({ name, anchor, onClose }: AccountMenuListProps) {
  const router = useRouter();
  const { mode, setMode } = useColorScheme();
  const openProfile = (): void => {
    onClose();
    router.push(paths.profile());
  };
  return (
    <Menu anchorEl={anchor} open onClose={onClose}>
      <MenuItem onClick={openProfile}>{name}</MenuItem>
      <ListSubheader sx={{ lineHeight: '28px', fontSize: '0.75rem' }} role="presentation">
        {t('theme.label')}
      </ListSubheader>
      {modes.map((one) => (
        <MenuItem
          key={one}
          role="menuitemradio"
          aria-checked={mode === one}
          selected={mode === one}
          onClick={() => setMode(one)}
        >
          {t(`theme.${one}`)}
        </MenuItem>
      ))}
      <Divider />
      <MenuItem onClick={() => void leave()}>{t('sign-out')}</MenuItem>
    </Menu>
  );
}
