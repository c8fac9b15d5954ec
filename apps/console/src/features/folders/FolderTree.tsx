'use client';

import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useState } from 'react';
import { useAddress } from '#features/reading/use-address.ts';
import { t } from '#lib/messages.ts';
import { paths, type RepositoryKey } from '#lib/paths.ts';
import { FolderLevel } from './FolderLevel.tsx';
import styles from './FolderTree.module.css';
import { type FolderEntry, foldersDownTo, type TreeState } from './folder-entry.ts';
import { itemAfterKey } from './move-in-tree.ts';

/** The files of a repository as the tree that their paths make; each level is read when opened. */
export function FolderTree({ at }: { readonly at: RepositoryKey }) {
  const router = useRouter();
  const address = useAddress();
  const [open, setOpen] = useState(() => foldersDownTo(address.get('path')));
  const [active, setActive] = useState<string>();

  const toggle = (path: string): void => {
    const next = new Set(open);
    const isShut = next.delete(path);
    if (!isShut) next.add(path);
    setOpen(next);
    // Back from a file, or by a pasted link, the tree is open where it was.
    address.set({ path: isShut ? path.split('/').slice(0, -1).join('/') : path });
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
