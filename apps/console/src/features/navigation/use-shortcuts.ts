'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useRef } from 'react';
import { limits } from '#lib/limits.ts';
import { navigationPages } from './pages.ts';
import { areSingleKeysOn } from './single-keys.ts';

export interface ShortcutActions {
  readonly openPalette: () => void;
  readonly openSheet: () => void;
}

/** Whether a key pressed here is text for a field, and so no command. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/u.test(target.tagName);
}

/**
 * Whether a key may act by itself: not part of a text, not meant for a dialog, not switched off.
 */
export function isSingleKey(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (isTyping(event.target) || !areSingleKeysOn()) return false;
  return document.querySelector('[role="dialog"]') === null;
}

function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('main [data-search-field]');
  field?.focus();
  return field !== null;
}

/** The keys that work on every page: Ctrl/Cmd+K, `/`, `?`, and `g` followed by a page's letter. */
export function useShortcuts(actions: ShortcutActions): void {
  const router = useRouter();
  const chordUntilMs = useRef(0);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      return actions.openPalette();
    }
    if (!isSingleKey(event)) return;
    if (performance.now() < chordUntilMs.current) {
      chordUntilMs.current = 0;
      const page = navigationPages.find(({ key }) => key === event.key);
      // A chord's second key is spent: `g a` must not also approve what is selected.
      event.stopImmediatePropagation();
      if (page) router.push(page.href);
    } else if (event.key === 'g') {
      chordUntilMs.current = performance.now() + limits.chordMs;
    } else if (event.key === '/') {
      event.preventDefault();
      if (!focusSearch()) actions.openPalette();
    } else if (event.key === '?') {
      actions.openSheet();
    }
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, []);
}
