'use client';

import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';

export interface MenuAction {
  readonly label: string;
  /** Either what happens, or the address of a download. */
  readonly act?: () => void;
  readonly download?: string;
  readonly disabledReason?: string | undefined;
}

export interface MenuButtonProps {
  readonly label: string;
  readonly actions: readonly MenuAction[];
}

/** A button that opens a short list of actions; one that cannot be used says why. */
export function MenuButton({ label, actions }: MenuButtonProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = (): void => setAnchor(null);
  return (
    <>
      <Button
        variant="outlined"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {label}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        {actions.map(({ label: says, act, download, disabledReason }) => (
          <MenuItem
            key={says}
            disabled={disabledReason !== undefined}
            {...(download ? { component: 'a', href: download, download: '' } : {})}
            onClick={() => {
              close();
              act?.();
            }}
          >
            {disabledReason === undefined ? says : `${says} – ${disabledReason}`}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
