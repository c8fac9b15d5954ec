import styles from './Stamp.module.css';

export type StampTone = 'cleared' | 'held' | 'refused' | 'neutral' | 'noted';

export interface StampProps {
  readonly tone: StampTone;
  readonly label: string;
  /**
   * `ink` is the large, slightly turned stamp on a receipt; `tag` the one that fits a table row.
   */
  readonly look?: 'tag' | 'ink';
}

/**
 * A rubber stamp: the state of a thing in one word. The word carries the meaning, colour only
 * repeats it.
 */
export function Stamp({ tone, label, look = 'tag' }: StampProps) {
  return <span className={`${styles[look]} ${styles[tone]}`}>{label}</span>;
}
