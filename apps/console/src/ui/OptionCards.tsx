'use client';

import { useId } from 'react';
import styles from './OptionCards.module.css';

export interface OptionCard<Value extends string> {
  readonly value: Value;
  readonly title: string;
  readonly hint: string;
}

export interface OptionCardsProps<Value extends string> {
  readonly label: string;
  readonly value: string;
  readonly options: readonly OptionCard<Value>[];
  readonly onChange: (value: Value) => void;
}

/**
 * A choice among few things that each need a sentence. Radio buttons underneath: arrow keys work.
 */
export function OptionCards<Value extends string>(props: OptionCardsProps<Value>) {
  const { label, value: chosen, options, onChange } = props;
  const group = useId();
  return (
    <div className={styles.cards} role="radiogroup" aria-label={label}>
      {options.map(({ value, title, hint }) => (
        <label key={value} className={styles.card}>
          <input
            type="radio"
            name={group}
            value={value}
            aria-label={title}
            checked={value === chosen}
            onChange={() => onChange(value)}
          />
          <span>
            <span className={styles.title}>{title}</span>
            <span className={styles.hint}>{hint}</span>
          </span>
        </label>
      ))}
    </div>
  );
}
