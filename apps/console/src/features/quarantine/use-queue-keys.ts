'use client';

import { useEffect, useEffectEvent } from 'react';
import { isSingleKey } from '#features/navigation/use-shortcuts.ts';

export interface QueueKeys {
  readonly onMove: (step: 1 | -1) => void;
  readonly onRelease: () => void;
  readonly onReject: () => void;
  readonly onToggle: () => void;
}

/** j and k move, a releases, r rejects, x selects: an inbox that needs no mouse. */
export function useQueueKeys(keys: QueueKeys): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!isSingleKey(event)) return;
    const act = actOf(keys, event.key);
    if (!act) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

function actOf(keys: QueueKeys, key: string): (() => void) | undefined {
  switch (key) {
    case 'j':
      return () => keys.onMove(1);
    case 'k':
      return () => keys.onMove(-1);
    case 'a':
      return keys.onRelease;
    case 'r':
      return keys.onReject;
    case 'x':
      return keys.onToggle;
    default:
      return undefined;
  }
}
