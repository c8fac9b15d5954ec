'use client';

import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import styles from './FilterChips.module.css';

export interface ActiveFilter {
  readonly key: string;
  readonly label: string;
  readonly remove: () => void;
}

export interface FilterChipsProps {
  readonly filters: readonly ActiveFilter[];
  readonly label: string;
  readonly clearLabel: string;
  readonly onClear: () => void;
}

/** The filters that are on, each removable, so that no list is ever shorter for a hidden reason. */
export function FilterChips({ filters, label, clearLabel, onClear }: FilterChipsProps) {
  if (filters.length === 0) return null;
  return (
    <div className={styles.chips} role="group" aria-label={label}>
      {filters.map(({ key, label: says, remove }) => (
        <Chip key={key} size="small" variant="outlined" label={says} onDelete={remove} />
      ))}
      <Button size="small" onClick={onClear}>
        {clearLabel}
      </Button>
    </div>
  );
}
