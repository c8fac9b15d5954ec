'use client';

import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import { Fragment, useState } from 'react';
import { t } from '#lib/messages.ts';
import { navigationPages } from './pages.ts';
import styles from './ShortcutSheet.module.css';
import { areSingleKeysOn, setSingleKeys } from './single-keys.ts';

const general: readonly (readonly [string, string])[] = [
  ['Ctrl K', t('shortcut.palette')],
  ['/', t('shortcut.search')],
  ['?', t('shortcut.sheet')],
  ['Esc', t('shortcut.close')],
  ['j', t('shortcut.row-next')],
  ['k', t('shortcut.row-previous')],
  ['a', t('shortcut.release')],
  ['r', t('shortcut.reject')],
  ['x', t('shortcut.select')],
];

const goTo = navigationPages.map(
  ({ key, label }) => [`g ${key}`, t('shortcut.go', { page: t(label) })] as const,
);

export function ShortcutSheet(props: { readonly isOpen: boolean; readonly onClose: () => void }) {
  return (
    <Dialog
      open={props.isOpen}
      onClose={props.onClose}
      maxWidth="sm"
      fullWidth
      aria-labelledby="shortcuts"
    >
      <DialogTitle id="shortcuts" variant="h2">
        {t('shortcut.title')}
      </DialogTitle>
      <DialogContent>
        <dl className={styles.keys}>
          {[...general, ...goTo].map(([keys, says]) => (
            <Fragment key={keys}>
              <dt>
                {keys.split(' ').map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{says}</dd>
            </Fragment>
          ))}
        </dl>
      </DialogContent>
      <DialogActions sx={{ px: 3, justifyContent: 'space-between' }}>
        <SingleKeySwitch />
        <Button onClick={props.onClose}>{t('action.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}

function SingleKeySwitch() {
  const [isOn, setIsOn] = useState(areSingleKeysOn);
  const toggle = (next: boolean): void => {
    setSingleKeys(next);
    setIsOn(next);
  };
  return (
    <FormControlLabel
      control={<Switch checked={isOn} onChange={(_event, next) => toggle(next)} />}
      label={t('shortcut.on')}
    />
  );
}
