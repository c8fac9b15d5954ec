'use client';

import styles from './CheckList.module.css';

export interface CheckListProps {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly hint: string }[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Several of many, in a box that scrolls. The whole row is the target. */
export function CheckList({ label, options, chosen, onChange }: CheckListProps) {
  const toggle = (value: string): void =>
    onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return (
    <fieldset className={styles.list}>
      <legend className="visually-hidden">{label}</legend>
      {options.map(({ value, hint }) => (
        <label key={value} className={styles.row}>
          <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
          <code>{value}</code>
          <span>{hint}</span>
        </label>
      ))}
    </fieldset>
  );
}
