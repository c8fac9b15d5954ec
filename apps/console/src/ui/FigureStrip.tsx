'use client';

import Link from 'next/link';
import styles from './FigureStrip.module.css';

export interface Figure {
  readonly caption: string;
  readonly value: string;
  readonly href?: string;
  readonly tone?: 'plain' | 'held';
}

/** A row of numbers in ruled boxes, as on the head of a bill of lading. */
export function FigureStrip(props: {
  readonly label: string;
  readonly figures: readonly Figure[];
}) {
  return (
    <dl className={styles.strip} aria-label={props.label}>
      {props.figures.map(({ caption, value, href, tone }) => (
        <div key={caption} className={styles.box} data-tone={tone ?? 'plain'}>
          <dt className={styles.caption}>{caption}</dt>
          <dd className={styles.value}>
            {href ? (
              <Link href={href} prefetch={false} className={styles.link}>
                {value}
              </Link>
            ) : (
              value
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
