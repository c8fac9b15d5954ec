'use client';

import Button from '@mui/material/Button';
import styles from './Notice.module.css';
import { Stamp, type StampTone } from './Stamp.tsx';

export interface FailureNoteProps {
  readonly tone: StampTone;
  readonly stamp: string;
  readonly title: string;
  readonly message: string;
  /** Named so that an administrator knows what to grant, or what to look up in the log. */
  readonly reference?: { readonly caption: string; readonly value: string } | undefined;
  readonly retry?: { readonly label: string; readonly run: () => void } | undefined;
}

/**
 * Why a view has nothing to show: an error with its request id, or the permission that is missing.
 */
export function FailureNote(props: FailureNoteProps) {
  const { tone, stamp, title, message, reference, retry } = props;
  return (
    <div className={styles.notice} role="alert">
      <Stamp tone={tone} label={stamp} look="ink" />
      <p className={styles.title}>{title}</p>
      <p className={styles.hint}>{message}</p>
      {reference ? (
        <p className={styles.reference}>
          {reference.caption} <code>{reference.value}</code>
        </p>
      ) : null}
      {retry ? (
        <Button variant="outlined" onClick={retry.run}>
          {retry.label}
        </Button>
      ) : null}
    </div>
  );
}
