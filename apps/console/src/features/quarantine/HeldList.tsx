'use client';

import Checkbox from '@mui/material/Checkbox';
import { useEffect, useRef } from 'react';
import { ScanCell } from '#features/artifacts/ScanCell.tsx';
import { When } from '#features/reading/When.tsx';
import { shortVersion } from '#lib/format.ts';
import { t } from '#lib/messages.ts';
import styles from './HeldList.module.css';
import type { HeldArtifact } from './held-artifact.ts';

export interface HeldListProps {
  readonly held: readonly HeldArtifact[];
  readonly currentId: string | undefined;
  readonly ticked: ReadonlySet<string>;
  readonly onSelect: (id: string) => void;
  readonly onTick: (id: string) => void;
}

export function HeldList({ held, currentId, ticked, onSelect, onTick }: HeldListProps) {
  return (
    <ul className={styles.list} aria-label={t('quarantine.list')}>
      {held.map((artifact) => (
        <HeldRow
          key={artifact.id}
          artifact={artifact}
          isCurrent={artifact.id === currentId}
          isTicked={ticked.has(artifact.id)}
          onSelect={() => onSelect(artifact.id)}
          onTick={() => onTick(artifact.id)}
        />
      ))}
    </ul>
  );
}

interface HeldRowProps {
  readonly artifact: HeldArtifact;
  readonly isCurrent: boolean;
  readonly isTicked: boolean;
  readonly onSelect: () => void;
  readonly onTick: () => void;
}

function HeldRow({ artifact, isCurrent, isTicked, onSelect, onTick }: HeldRowProps) {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isCurrent) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  const { package: subject, version, repository, createdAt, coolsAt } = artifact;
  const name = `${subject.name} ${shortVersion(version)}`;
  return (
    <li ref={row} className={styles.row} data-current={isCurrent}>
      <Checkbox
        size="small"
        checked={isTicked}
        onChange={onTick}
        slotProps={{ input: { 'aria-label': t('quarantine.select', { name }) } }}
      />
      <button
        type="button"
        className={styles.button}
        onClick={onSelect}
        aria-current={isCurrent ? 'true' : undefined}
      >
        <span className={styles.name}>
          {subject.name} <code>{shortVersion(version)}</code>
        </span>
        <span className={styles.meta}>
          <span>{`${repository.project.slug}/${repository.slug}`}</span>
          <When at={createdAt} />
        </span>
        {coolsAt ? (
          <span className={styles.meta}>
            <span>
              {t('quarantine.young')}: {t('quarantine.cools')} <When at={coolsAt} />
            </span>
          </span>
        ) : null}
        <span className={styles.meta}>
          <ScanCell {...artifact} />
        </span>
      </button>
    </li>
  );
}
