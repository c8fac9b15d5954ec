import type { ReactNode } from 'react';
import styles from './Panel.module.css';

export interface PanelProps {
  readonly title?: string;
  /** Small print beside the title. */
  readonly aside?: ReactNode;
  readonly actions?: ReactNode;
  /** `flush` lets a table reach the edges. */
  readonly padding?: 'normal' | 'flush';
  readonly children: ReactNode;
}

/** A sheet on the desk: a hairline frame with a captioned head. */
export function Panel({ title, aside, actions, padding = 'normal', children }: PanelProps) {
  const head = title ? (
    <header className={styles.head}>
      <h2 className={styles.title}>{title}</h2>
      {aside ? <span className={styles.aside}>{aside}</span> : null}
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </header>
  ) : null;
  return (
    <section className={styles.panel} {...(title ? { 'aria-label': title } : {})}>
      {head}
      <div className={padding === 'flush' ? styles.flush : styles.body}>{children}</div>
    </section>
  );
}
