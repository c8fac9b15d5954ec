'use client';

import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { LinkButton } from '#ui/LinkButton.tsx';
import { Panel } from '#ui/Panel.tsx';
import styles from './FirstSteps.module.css';
import type { Overview } from './overview-details.ts';

/** Four steps from an empty warehouse to the first artifact. */
export function FirstSteps({ overview }: { readonly overview: Overview }) {
  const steps = [
    {
      key: 'project',
      isDone: overview.projects > 0,
      href: paths.projects({ create: '1' }),
    },
    { key: 'repository', isDone: overview.repositories > 0, href: paths.projects() },
    { key: 'token', isDone: false, href: paths.keys({ create: '1' }) },
    { key: 'publish', isDone: overview.packages > 0, href: paths.projects() },
  ] as const;
  const next = steps.find(({ isDone }) => !isDone);
  return (
    <Panel title={t('first.title')}>
      <ol className={styles.steps}>
        {steps.map(({ key, isDone, href }) => (
          <li key={key} className={styles.step} data-done={isDone}>
            <span className={styles.box} aria-hidden="true">
              {isDone ? '✓' : ''}
            </span>
            <div>
              <p className={styles.title}>
                {t(`first.${key}`)}
                {isDone ? <span className="visually-hidden"> {t('first.done')}</span> : null}
              </p>
              <p className={styles.hint}>{t(`first.${key}.hint`)}</p>
            </div>
            {isDone ? null : (
              <LinkButton
                href={href}
                variant={next?.key === key ? 'contained' : 'outlined'}
                size="small"
              >
                {t(`first.${key}.act`)}
              </LinkButton>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
