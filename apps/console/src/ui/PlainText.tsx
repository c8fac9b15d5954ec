import styles from './PlainText.module.css';

export interface PlainTextProps {
  readonly text: string;
  readonly label: string;
}

/** A stranger's text, as it stands: nothing of it is markup to us. */
export function PlainText({ text, label }: PlainTextProps) {
  return (
    <pre className={styles.text} tabIndex={0} role="region" aria-label={label}>
      {text}
    </pre>
  );
}
