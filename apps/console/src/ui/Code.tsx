import styles from './Code.module.css';
import { CopyButton } from './CopyButton.tsx';

export interface CodeProps {
  readonly text: string;
  readonly label: string;
  readonly copyLabel: string;
  readonly copiedLabel: string;
}

/** A block to be copied into a terminal or a file. */
export function CodeBlock({ text, label, copyLabel, copiedLabel }: CodeProps) {
  return (
    <div className={styles.block}>
      <pre className={styles.pre} aria-label={label} tabIndex={0} role="region">
        {text}
      </pre>
      <span className={styles.copy}>
        <CopyButton text={text} label={copyLabel} doneLabel={copiedLabel} />
      </span>
    </div>
  );
}

/** A digest, version or address in the middle of other text, with its copy button. */
export function CodeLine({
  text,
  label,
  copyLabel,
  copiedLabel,
}: CodeProps & { readonly label: string }) {
  return (
    <span className={styles.line}>
      <code title={label}>{label}</code>
      <CopyButton text={text} label={copyLabel} doneLabel={copiedLabel} />
    </span>
  );
}
