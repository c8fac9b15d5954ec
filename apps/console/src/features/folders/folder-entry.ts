import type { KeyboardEvent } from 'react';
import type { FolderQuery } from '#generated/graphql.ts';

type Folder = NonNullable<FolderQuery['repository']>['folder'];

export type FolderEntry = Folder['entries'][number];

/** What all items of a tree share. */
export interface TreeState {
  /** The paths of the folders that are unfolded. */
  readonly open: ReadonlySet<string>;
  /** The item that Tab reaches; the first one until somebody chose. */
  readonly active: string | undefined;
  readonly onKey: (event: KeyboardEvent<HTMLElement>, entry: FolderEntry | null) => void;
  readonly onAct: (entry: FolderEntry) => void;
  readonly onActive: (path: string) => void;
}

/** Every folder on the way to one: `a/b/c` lies in `a/b`, which lies in `a`. */
export function foldersDownTo(path: string): ReadonlySet<string> {
  const names = path.split('/').filter((name) => name !== '');
  return new Set(names.map((_name, index) => names.slice(0, index + 1).join('/')));
}
