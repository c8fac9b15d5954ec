'use client';

import UploadIcon from '@mui/icons-material/FileUploadOutlined';
import Badge from '@mui/material/Badge';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Popover from '@mui/material/Popover';
import Tooltip from '@mui/material/Tooltip';
import { useState } from 'react';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { LinkButton } from '#ui/LinkButton.tsx';
import { UploadList } from './UploadList.tsx';
import { useUploadQueue, useUploads } from './UploadProvider.tsx';
import styles from './UploadTrayButton.module.css';
import { totalsOf } from './upload-entry.ts';

/** The uploads' button in the bar: it follows the viewer across all pages. */
export function UploadTrayButton() {
  const queue = useUploadQueue();
  const entries = useUploads();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { open } = totalsOf(entries);
  const label = t('upload.tray', { count: open });
  return (
    <>
      <Tooltip title={label}>
        <IconButton aria-label={label} onClick={(event) => setAnchor(event.currentTarget)}>
          <Badge badgeContent={open} color="primary">
            <UploadIcon fontSize="small" />
          </Badge>
        </IconButton>
      </Tooltip>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{
          paper: { 'aria-label': t('upload.list'), role: 'dialog', className: styles.tray },
        }}
      >
        <UploadList entries={entries} />
        <div className={styles.foot}>
          <LinkButton size="small" href={paths.uploads()} onNavigate={() => setAnchor(null)}>
            {t('upload.all')}
          </LinkButton>
          <Button size="small" onClick={() => queue.clearDone()}>
            {t('upload.clear-done')}
          </Button>
        </div>
      </Popover>
    </>
  );
}
