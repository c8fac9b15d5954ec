'use client';

import styles from './LiveChip.module.css';

export interface LiveChipProps {
  readonly state: 'live' | 'paused' | 'reconnecting';
  readonly label: string;
  readonly actionLabel: string;
  readonly onToggle: () => void;
}

/** Says whether what you see follows the server; pressing it pauses and resumes. */
export function LiveChip({ state, label, actionLabel, onToggle }: LiveChipProps) {
  return (
    <button
      type="button"
      className={`${styles.chip} ${styles[state]}`}
      onClick={onToggle}
      title={actionLabel}
      aria-label={`${label}. ${actionLabel}`}
    >
      <span className={styles.lamp} aria-hidden="true" />
      {label}
    </button>
  );
}
