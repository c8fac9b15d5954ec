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
