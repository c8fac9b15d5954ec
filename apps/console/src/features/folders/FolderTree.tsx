'use client';

import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useState } from 'react';
import { t } from '#lib/messages.ts';
import { paths, type RepositoryKey } from '#lib/paths.ts';
import { FolderLevel } from './FolderLevel.tsx';
import styles from './FolderTree.module.css';
import type { FolderEntry, TreeState } from './folder-entry.ts';
import { itemAfterKey } from './move-in-tree.ts';

/** The files of a repository as the tree that their paths make; each level is read when opened. */
export function FolderTree({ at }: { readonly at: RepositoryKey }) {
  const router = useRouter();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState<string>();

  const toggle = (path: string): void => {
    const next = new Set(open);
    if (!next.delete(path)) next.add(path);
    setOpen(next);
  };
  const act = (entry: FolderEntry): void => {
    const { path, isFolder, packageName: name, version } = entry;
    setActive(path);
    if (isFolder) toggle(path);
    else if (name !== null && version !== null)
      router.push(paths.artifact({ ...at, name, version }));
  };
  const onKey = (event: KeyboardEvent<HTMLElement>, entry: FolderEntry | null): void => {
    const item = event.currentTarget;
    const tree = item.closest<HTMLElement>('[role="tree"]');
    if (tree === null) return;
    const isOpen = item.getAttribute('aria-expanded') === 'true';
    const folds = isOpen ? event.key === 'ArrowLeft' : event.key === 'ArrowRight';
    const next = itemAfterKey(tree, item, event.key);
    if (entry !== null && (event.key === 'Enter' || event.key === ' ')) act(entry);
    else if (entry?.isFolder === true && folds) toggle(entry.path);
    else if (next !== null) next.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const state: TreeState = { open, active, onKey, onAct: act, onActive: setActive };
  return (
    <ul role="tree" aria-label={t('folder.tree')} className={styles.tree}>
      <FolderLevel at={at} path="" level={0} tree={state} />
    </ul>
  );
}
