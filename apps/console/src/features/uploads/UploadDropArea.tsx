'use client';

import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import type { RepositoryDetails } from '#features/repositories/repository-details.ts';
import { reasonWithout } from '#features/session/ViewerContext.tsx';
import { t } from '#lib/messages.ts';
import { useToast } from '#ui/Toasts.tsx';
import { filesOfDrop } from './picked-files.ts';
import styles from './UploadDropArea.module.css';
import { useUploadQueue } from './UploadProvider.tsx';

export interface UploadDropAreaProps {
  readonly repository: RepositoryDetails;
  readonly children: ReactNode;
}

const hasFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');

/** Anywhere on a repository's pages files can be dropped; the veil says where they will go. */
export function UploadDropArea({ repository, children }: UploadDropAreaProps) {
  const queue = useUploadQueue();
  const toast = useToast();
  const depth = useRef(0);
  const [isOver, setIsOver] = useState(false);
  const place = `${repository.project.slug}/${repository.slug}`;
  const disabledReason = reasonWithout(repository.viewerCan, 'artifact:publish');

  const move = (event: DragEvent, step: number): void => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    // Entering a child leaves its parent: only the balance says whether the pointer is inside.
    depth.current = Math.max(0, depth.current + step);
    setIsOver(depth.current > 0);
  };

  const drop = async (event: DragEvent): Promise<void> => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    depth.current = 0;
    setIsOver(false);
    if (disabledReason) return toast({ tone: 'error', text: disabledReason });
    const picked = await filesOfDrop(event.dataTransfer);
    await queue.add(place, picked);
    toast({ tone: 'info', text: t('upload.queued', { count: picked.length }) });
  };

  return (
    <div
      className={styles.area}
      role="presentation"
      onDragEnter={(event) => move(event, 1)}
      onDragLeave={(event) => move(event, -1)}
      onDragOver={(event) => hasFiles(event) && event.preventDefault()}
      onDrop={(event) => void drop(event)}
    >
      {children}
      {isOver ? (
        <div className={styles.veil} aria-hidden="true">
          <span>{disabledReason ?? t('upload.drop-here', { place })}</span>
        </div>
      ) : null}
    </div>
  );
}
