import type { ReactNode } from 'react';
import styles from './FormBoxes.module.css';

export interface FormBox {
  readonly caption: string;
  readonly value: ReactNode;
  /** Takes the whole row. */
  readonly isWide?: boolean;
}

/**
 * Facts in the ruled boxes of a customs form: a small caption over the value, hairlines between.
 */
export function FormBoxes({ boxes }: { readonly boxes: readonly FormBox[] }) {
  return (
    <dl className={styles.boxes}>
      {boxes.map(({ caption, value, isWide }) => (
        <div key={caption} className={isWide ? styles.wide : styles.box}>
          <dt className={styles.caption}>{caption}</dt>
          <dd className={styles.value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
