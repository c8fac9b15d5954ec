'use client';

import { useId, useState } from 'react';
import styles from './DayBars.module.css';

export interface DayValue {
  readonly day: string;
  readonly count: number;
}

export interface DayBarsProps {
  readonly title: string;
  readonly days: readonly DayValue[];
  readonly tone: 'cleared' | 'refused';
  readonly words: {
    readonly day: string;
    readonly count: string;
    readonly showTable: string;
    readonly showChart: string;
    /** The chart in one sentence. */
    readonly summary: string;
  };
}

/** One bar a day, and the same numbers as a table for whoever would rather read them. */
export function DayBars({ title, days, tone, words }: DayBarsProps) {
  const [isTable, setIsTable] = useState(false);
  const titleId = useId();
  return (
    <figure className={styles.figure} aria-labelledby={titleId}>
      <figcaption className={styles.head}>
        <span id={titleId} className={styles.title}>
          {title}
        </span>
        <button type="button" className={styles.toggle} onClick={() => setIsTable(!isTable)}>
          {isTable ? words.showChart : words.showTable}
        </button>
      </figcaption>
      {isTable ? <DayTable days={days} words={words} /> : <Bars days={days} tone={tone} />}
      <p className={styles.summary}>{words.summary}</p>
    </figure>
  );
}

function Bars({ days, tone }: Pick<DayBarsProps, 'days' | 'tone'>) {
  const most = Math.max(1, ...days.map(({ count }) => count));
  return (
    <div className={`${styles.bars} ${styles[tone]}`} aria-hidden="true">
      {days.map(({ day, count }) => (
        <span key={day} className={styles.slot} title={`${day}: ${count}`}>
          <span className={styles.bar} style={{ height: `${(count / most) * 100}%` }} />
        </span>
      ))}
    </div>
  );
}

function DayTable({ days, words }: Pick<DayBarsProps, 'days' | 'words'>) {
  return (
    <div className={styles.table} tabIndex={0} role="region" aria-label={words.summary}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.day}</th>
            <th scope="col">{words.count}</th>
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, count }) => (
            <tr key={day}>
              <td>{day}</td>
              <td>{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
