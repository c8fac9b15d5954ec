'use client';

import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useRef, useState } from 'react';
import type { RepositoryDetails } from '#features/repositories/repository-details.ts';
import { reasonWithout } from '#features/session/ViewerContext.tsx';
import { t } from '#lib/messages.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { Panel } from '#ui/Panel.tsx';
import { Stack } from '#ui/Stack.tsx';
import { filesOfField, filesOfPicker, hasFilePicker } from './picked-files.ts';
import { UploadList } from './UploadList.tsx';
import styles from './UploadPanel.module.css';
import { useUploadQueue, useUploads } from './UploadProvider.tsx';
import type { PickedFile } from './upload-entry.ts';

/** The upload page of a repository: choose files, say where they go, and watch them. */
export function UploadPanel({ repository }: { readonly repository: RepositoryDetails }) {
  const queue = useUploadQueue();
  const place = `${repository.project.slug}/${repository.slug}`;
  const own = useUploads().filter(({ record }) => record.repository === place);
  const [folder, setFolder] = useState('');
  const isRaw = repository.format === 'RAW';
  const add = (picked: readonly PickedFile[]): void => {
    const prefix = isRaw ? folder.split('/').filter(Boolean).join('/') : '';
    const placed = picked.map((one) => ({
      ...one,
      path: prefix ? `${prefix}/${one.path}` : one.path,
    }));
    void queue.add(place, placed);
  };
  return (
    <Stack>
      <Panel title={t('upload.title')}>
        <Stack>
          <div className={styles.target}>
            <p className={styles.lead}>{t('upload.lead')}</p>
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {t(isRaw ? 'upload.hint.raw' : 'upload.hint.npm')}
            </Typography>
            <FileChooser
              onPicked={add}
              disabledReason={reasonWithout(repository.viewerCan, 'artifact:publish')}
            />
          </div>
          {isRaw ? (
            <TextField
              label={t('upload.folder')}
              helperText={t('upload.folder-hint')}
              value={folder}
              onChange={(event) => setFolder(event.target.value)}
              sx={{ maxWidth: 460 }}
            />
          ) : null}
        </Stack>
      </Panel>
      {own.length > 0 ? (
        <Panel title={t('upload.own')} padding="flush">
          <UploadList entries={own} />
        </Panel>
      ) : null}
    </Stack>
  );
}

interface FileChooserProps {
  readonly onPicked: (picked: readonly PickedFile[]) => void;
  readonly disabledReason: string | undefined;
}

function FileChooser({ onPicked, disabledReason }: FileChooserProps) {
  const field = useRef<HTMLInputElement>(null);
  const choose = async (): Promise<void> => {
    if (!hasFilePicker()) return field.current?.click();
    onPicked(await filesOfPicker());
  };
  return (
    <>
      <input
        ref={field}
        type="file"
        multiple
        hidden
        aria-label={t('upload.choose')}
        onChange={(event) => {
          onPicked(filesOfField(event.target.files));
          event.target.value = '';
        }}
      />
      <ActionButton
        variant="contained"
        disabledReason={disabledReason}
        onClick={() => void choose()}
      >
        {t('upload.choose')}
      </ActionButton>
    </>
  );
}
