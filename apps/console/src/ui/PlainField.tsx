'use client';

import { type ComponentProps, useId } from 'react';
import styles from './PlainField.module.css';

export interface PlainFieldProps extends Omit<ComponentProps<'input'>, 'id' | 'onChange'> {
  readonly label: string;
  readonly onChange: (value: string) => void;
}

/**
 * A text field in plain HTML, for the first screen: it must be there before anything else has
 * loaded.
 */
export function PlainField({ label, onChange, ...input }: PlainFieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <input
        {...input}
        id={id}
        className={styles.input}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
