'use client';

import Button from '@mui/material/Button';
import styles from './Pager.module.css';

export interface PagerProps {
  readonly summary: string;
  readonly label: string;
  readonly previous: { readonly label: string; readonly go: (() => void) | undefined };
  readonly next: { readonly label: string; readonly go: (() => void) | undefined };
}

/** The foot of a cursor-paged list. Hidden while there is only one page. */
export function Pager({ summary, label, previous, next }: PagerProps) {
  return (
    <nav className={styles.pager} aria-label={label}>
      <span className={styles.summary}>{summary}</span>
      {previous.go || next.go ? (
        <>
          <Button size="small" disabled={!previous.go} onClick={previous.go}>
            {previous.label}
          </Button>
          <Button size="small" disabled={!next.go} onClick={next.go}>
            {next.label}
          </Button>
        </>
      ) : null}
    </nav>
  );
}
