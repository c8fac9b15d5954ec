'use client';

import MenuIcon from '@mui/icons-material/Menu';
import SearchIcon from '@mui/icons-material/Search';
import IconButton from '@mui/material/IconButton';
import type { ReactNode } from 'react';
import { t } from '#lib/messages.ts';
import { LiveChip } from '#ui/LiveChip.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import { useQuarantineSignal } from './QuarantineCount.tsx';
import styles from './TopBar.module.css';

export interface TopBarProps {
  readonly onOpenRail: () => void;
  readonly onOpenPalette: () => void;
  /** The uploads' own button: the tray is another feature's. */
  readonly tray: ReactNode;
}

export function TopBar({ onOpenRail, onOpenPalette, tray }: TopBarProps) {
  const { liveState, isPaused, setPaused } = useQuarantineSignal();
  return (
    <div className={styles.bar}>
      <span className={styles.menu}>
        <IconButton aria-label={t('nav.open')} onClick={onOpenRail}>
          <MenuIcon fontSize="small" />
        </IconButton>
      </span>
      <button type="button" className={styles.search} onClick={onOpenPalette}>
        <SearchIcon sx={{ fontSize: 17 }} />
        <span className={styles.searchLabel}>{t('palette.open')}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <div className={styles.right}>
        <LiveChip
          state={liveState}
          label={t(`live.${liveState}`)}
          actionLabel={t(isPaused ? 'live.resume' : 'live.pause')}
          onToggle={() => setPaused(!isPaused)}
        />
        {tray}
        <AccountMenu />
      </div>
    </div>
  );
}
