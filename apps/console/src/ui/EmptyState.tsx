import type { ReactNode } from 'react';
import styles from './Notice.module.css';
import { Seal } from './Seal.tsx';

export interface EmptyStateProps {
  readonly title: string;
  readonly hint?: ReactNode;
  /** The next step: usually one button. */
  readonly action?: ReactNode;
}

/** Nothing here yet, and what to do about it. */
export function EmptyState({ title, hint, action }: EmptyStateProps) {
  return (
    <div className={styles.notice}>
      <span className={styles.mark}>
        <Seal size={44} />
      </span>
      <p className={styles.title}>{title}</p>
      {hint ? <div className={styles.hint}>{hint}</div> : null}
      {action ? <div className={styles.action}>{action}</div> : null}
    </div>
  );
}
