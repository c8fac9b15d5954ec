'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { ViewerQuery } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';

export type Viewer = ViewerQuery['viewer'];

const ViewerContext = createContext<Viewer | undefined>(undefined);

export function ViewerProvider(props: { readonly viewer: Viewer; readonly children: ReactNode }) {
  return <ViewerContext value={props.viewer}>{props.children}</ViewerContext>;
}

/** Who is signed in. Only called below the console's layout, which has asked the gateway. */
export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error('useViewer is called outside the console layout');
  return viewer;
}

/** Undefined when `allowed` holds the action; else the sentence that a disabled control shows. */
export function reasonWithout(allowed: readonly string[], action: string): string | undefined {
  return allowed.includes(action) ? undefined : t('action.needs', { action });
}
