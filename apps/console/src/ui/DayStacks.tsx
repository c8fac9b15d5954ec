'use client';

import { useId, useState } from 'react';
import bars from './DayBars.module.css';
import styles from './DayStacks.module.css';

export interface DayStack {
  readonly day: string;
  readonly lower: number;
  readonly upper: number;
}

export interface DayStacksProps {
  readonly title: string;
  readonly days: readonly DayStack[];
  readonly words: {
    readonly day: string;
    readonly lower: string;
    readonly upper: string;
    readonly showTable: string;
    readonly showChart: string;
    /** The chart in one sentence. */
    readonly summary: string;
  };
}

/**
 * Two counts a day, one on the other, told apart by pattern as well as by colour; the same numbers
 * as a table for whoever would rather read them.
 */
export function DayStacks({ title, days, words }: DayStacksProps) {
  const [isTable, setIsTable] = useState(false);
  const titleId = useId();
  return (
    <figure className={bars.figure} aria-labelledby={titleId}>
      <figcaption className={bars.head}>
        <span id={titleId} className={bars.title}>
          {title}
        </span>
        <button type="button" className={bars.toggle} onClick={() => setIsTable(!isTable)}>
          {isTable ? words.showChart : words.showTable}
        </button>
      </figcaption>
      {isTable ? <StackTable days={days} words={words} /> : <Stacks days={days} words={words} />}
      <p className={bars.summary}>{words.summary}</p>
    </figure>
  );
}

type PartProps = Pick<DayStacksProps, 'days' | 'words'>;

function Stacks({ days, words }: PartProps) {
  const most = Math.max(1, ...days.map(({ lower, upper }) => lower + upper));
  const share = (count: number) => `${(count / most) * 100}%`;
  return (
    <>
      <div className={bars.bars} aria-hidden="true">
        {days.map(({ day, lower, upper }) => (
          <span key={day} className={styles.slot} title={`${day}: ${lower} + ${upper}`}>
            {upper > 0 ? <span className={styles.upper} style={{ height: share(upper) }} /> : null}
            <span className={styles.lower} style={{ height: share(lower) }} />
          </span>
        ))}
      </div>
      <ul className={styles.legend}>
        <li>
          <span className={`${styles.key} ${styles.lower}`} />
          {words.lower}
        </li>
        <li>
          <span className={`${styles.key} ${styles.upper}`} />
          {words.upper}
        </li>
      </ul>
    </>
  );
}

function StackTable({ days, words }: PartProps) {
  return (
    <div className={bars.table} tabIndex={0} role="region" aria-label={words.summary}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.day}</th>
            <th scope="col">{words.lower}</th>
            <th scope="col">{words.upper}</th>
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, lower, upper }) => (
            <tr key={day}>
              <td>{day}</td>
              <td>{lower}</td>
              <td>{upper}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
