'use client';

import LinearProgress from '@mui/material/LinearProgress';
import { useRef } from 'react';
import { formatBytes, formatDuration } from '#lib/format.ts';
import { t } from '#lib/messages.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { useToast } from '#ui/Toasts.tsx';
import { secondsLeft } from './speed.ts';
import styles from './UploadList.module.css';
import { useUploadQueue } from './UploadProvider.tsx';
import type { UploadEntry } from './upload-entry.ts';

/** Every upload with its progress and what can be done with it. */
export function UploadList({ entries }: { readonly entries: readonly UploadEntry[] }) {
  return (
    <ul className={styles.list} aria-label={t('upload.list')}>
      {entries.map((entry) => (
        <UploadRow key={entry.record.id} entry={entry} />
      ))}
    </ul>
  );
}

function UploadRow({ entry }: { readonly entry: UploadEntry }) {
  const { record, offsetBytes, state } = entry;
  const percent = record.sizeBytes === 0 ? 0 : (offsetBytes / record.sizeBytes) * 100;
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <span className={styles.path}>{record.path}</span>
        <span className={styles.place}>{record.repository}</span>
      </div>
      <LinearProgress
        variant="determinate"
        value={state === 'done' ? 100 : percent}
        color={colours[state]}
        aria-label={t('upload.progress', { path: record.path })}
      />
      <div className={styles.foot}>
        <span role="status">{progressWords(entry)}</span>
        <UploadActions entry={entry} />
      </div>
    </li>
  );
}

const colours = {
  waiting: 'primary',
  running: 'primary',
  paused: 'inherit',
  'needs-file': 'warning',
  'needs-leave': 'warning',
  failed: 'error',
  done: 'success',
} as const satisfies Record<UploadEntry['state'], string>;

function progressWords(entry: UploadEntry): string {
  const { record, state, offsetBytes, bytesPerSecond, problem } = entry;
  const sent = formatBytes(offsetBytes);
  const size = formatBytes(record.sizeBytes);
  if (state === 'failed') return t('upload.state.failed', { problem: problem ?? '' });
  if (state === 'done') return t('upload.state.done', { size });
  if (state !== 'running') return t(`upload.state.${state}`, { sent, size });
  const left = secondsLeft(record.sizeBytes - offsetBytes, bytesPerSecond);
  if (left === undefined) return t('upload.state.starting', { sent, size });
  const speed = formatBytes(bytesPerSecond);
  return t('upload.state.running', { sent, size, speed, left: formatDuration(left) });
}

function UploadActions({ entry }: { readonly entry: UploadEntry }) {
  const queue = useUploadQueue();
  const { id, path } = entry.record;
  const { state } = entry;
  if (state === 'done') return null;
  return (
    <span className={styles.actions}>
      {state === 'running' || state === 'waiting' ? (
        <ActionButton
          size="small"
          aria-label={t('upload.pause-one', { path })}
          onClick={() => void queue.pause(id)}
        >
          {t('upload.pause')}
        </ActionButton>
      ) : null}
      {state === 'paused' || state === 'failed' || state === 'needs-leave' ? (
        <ActionButton
          size="small"
          aria-label={t('upload.resume-one', { path })}
          onClick={() => void queue.resume(id)}
        >
          {t('upload.resume')}
        </ActionButton>
      ) : null}
      {state === 'needs-file' ? <FileAgain entry={entry} /> : null}
      <ActionButton
        size="small"
        color="error"
        aria-label={t('upload.cancel-one', { path })}
        onClick={() => void queue.cancel(id)}
      >
        {t('upload.cancel')}
      </ActionButton>
    </span>
  );
}

function FileAgain({ entry }: { readonly entry: UploadEntry }) {
  const queue = useUploadQueue();
  const toast = useToast();
  const field = useRef<HTMLInputElement>(null);
  const { id, fileName } = entry.record;
  const provide = (file: File | undefined): void => {
    if (!file || queue.provide(id, file)) return;
    toast({ tone: 'error', text: t('upload.other-file', { name: fileName }) });
  };
  return (
    <>
      <input
        ref={field}
        type="file"
        hidden
        aria-label={t('upload.choose-again', { name: fileName })}
        onChange={(event) => {
          provide(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <ActionButton size="small" onClick={() => field.current?.click()}>
        {t('upload.choose-again', { name: fileName })}
      </ActionButton>
    </>
  );
}
