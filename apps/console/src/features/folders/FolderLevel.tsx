import { type CSSProperties, useEffect, useRef, useState } from 'react';
import { StateStamp } from '#features/artifacts/StateStamp.tsx';
import { FailureView } from '#features/reading/FailureView.tsx';
import { FolderDocument } from '#generated/graphql.ts';
import { formatBytes } from '#lib/format.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { limits } from '#lib/limits.ts';
import { t } from '#lib/messages.ts';
import type { RepositoryKey } from '#lib/paths.ts';
import styles from './FolderTree.module.css';
import type { FolderEntry, TreeState } from './folder-entry.ts';

export interface FolderLevelProps {
  readonly at: RepositoryKey;
  readonly path: string;
  readonly level: number;
  readonly tree: TreeState;
  readonly after?: string;
  /** Somebody asked for this part, and goes on in it. */
  readonly takesFocus?: boolean;
}

/** The entries of one folder, a part at a time; the next part follows when it is asked for. */
export function FolderLevel(props: FolderLevelProps) {
  const { at, path, level, tree, after, takesFocus = false } = props;
  const variables = { ...at, path, first: limits.folderEntries, after: after ?? null };
  const { data, failure, refresh } = useReading(FolderDocument, variables, { types: ['Artifact'] });
  const [hasMore, setHasMore] = useState(false);
  const folder = data?.repository?.folder;
  if (folder === undefined) {
    return (
      <li role="treeitem" aria-disabled className={styles.quiet} style={indentOf(level)}>
        {failure ? <FailureView failure={failure} onRetry={refresh} /> : t('folder.loading')}
      </li>
    );
  }
  const { entries, next } = folder;
  const isStart = level === 0 && after === undefined;
  return (
    <>
      {entries.map((entry, index) => (
        <FolderItem
          key={entry.path}
          at={at}
          entry={entry}
          level={level}
          tree={tree}
          isFirst={isStart && index === 0}
          takesFocus={takesFocus && index === 0}
        />
      ))}
      {entries.length === 0 && isStart ? (
        <li role="treeitem" aria-disabled className={styles.quiet} style={indentOf(level)}>
          {t('folder.empty')}
        </li>
      ) : null}
      {next !== null && hasMore ? (
        <FolderLevel at={at} path={path} level={level} tree={tree} after={next} takesFocus />
      ) : null}
      {next !== null && !hasMore ? (
        <MoreItem level={level} tree={tree} onMore={() => setHasMore(true)} />
      ) : null}
    </>
  );
}

interface MoreItemProps {
  readonly level: number;
  readonly tree: TreeState;
  readonly onMore: () => void;
}

/** The last item of a part: the next one follows when it is chosen. */
function MoreItem({ level, tree, onMore }: MoreItemProps) {
  return (
    <li
      role="treeitem"
      aria-level={level + 1}
      aria-selected={false}
      tabIndex={-1}
      className={styles.item}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return tree.onKey(event, null);
        // The folder around it would hear the key as well, and fold.
        event.stopPropagation();
        onMore();
      }}
      onClick={(event) => {
        event.stopPropagation();
        onMore();
      }}
    >
      <span className={styles.row} style={indentOf(level)}>
        <span className={styles.mark} aria-hidden />
        {t('folder.more')}
      </span>
    </li>
  );
}

function indentOf(level: number): CSSProperties {
  // React passes custom properties on, which its type does not know.
  return { '--level': level } as CSSProperties;
}

interface FolderItemProps {
  readonly at: RepositoryKey;
  readonly entry: FolderEntry;
  readonly level: number;
  readonly tree: TreeState;
  /** Reached by Tab until somebody has chosen another. */
  readonly isFirst: boolean;
  readonly takesFocus: boolean;
}

function FolderItem({ at, entry, level, tree, isFirst, takesFocus }: FolderItemProps) {
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (takesFocus) item.current?.focus();
  }, [takesFocus]);
  const { name, path, isFolder, state, sizeBytes } = entry;
  const isOpen = isFolder && tree.open.has(path);
  const mark = isOpen ? '▾' : '▸';
  const isActive = tree.active === undefined ? isFirst : tree.active === path;
  return (
    <li
      ref={item}
      role="treeitem"
      aria-level={level + 1}
      aria-selected={false}
      {...(isFolder ? { 'aria-expanded': isOpen } : {})}
      aria-label={name}
      tabIndex={isActive ? 0 : -1}
      className={styles.item}
      onFocus={(event) => {
        event.stopPropagation();
        tree.onActive(path);
      }}
      onKeyDown={(event) => tree.onKey(event, entry)}
      onClick={(event) => {
        event.stopPropagation();
        tree.onAct(entry);
      }}
    >
      <span className={styles.row} style={indentOf(level)}>
        <span className={styles.mark} aria-hidden>
          {isFolder ? mark : ''}
        </span>
        <span className={isFolder ? `${styles.name} ${styles.folder}` : styles.name}>
          {isFolder ? `${name}/` : name}
        </span>
        {state === null || state === 'RELEASED' ? null : <StateStamp state={state} />}
        {sizeBytes === null ? null : <span className={styles.note}>{formatBytes(sizeBytes)}</span>}
      </span>
      {isOpen ? (
        <ul role="group" className={styles.group}>
          <FolderLevel at={at} path={path} level={level + 1} tree={tree} />
        </ul>
      ) : null}
    </li>
  );
}
