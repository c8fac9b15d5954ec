'use client';

import { formatBytes } from '#lib/format.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { Panel } from '#ui/Panel.tsx';
import { TextLink } from '#ui/TextLink.tsx';
import type { Overview } from './overview-details.ts';
import styles from './StorageList.module.css';

/** Storage by project: the bar is for the eye, the number for everybody. */
export function StorageList({ overview }: { readonly overview: Overview }) {
  const rows = overview.storagePerProject;
  const most = Math.max(1, ...rows.map(({ sizeBytes }) => Number(sizeBytes)));
  if (rows.length === 0) return null;
  return (
    <Panel title={t('home.storage-by-project')}>
      <ul className={styles.list}>
        {rows.map(({ project, sizeBytes }) => (
          <li key={project.id}>
            <div className={styles.words}>
              <TextLink href={paths.project(project.slug)}>{project.name}</TextLink>
              <span>{formatBytes(sizeBytes)}</span>
            </div>
            <div className={styles.track} aria-hidden="true">
              <div
                className={styles.bar}
                style={{ width: `${(Number(sizeBytes) / most) * 100}%` }}
              />
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
