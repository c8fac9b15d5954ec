'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

export type AddressChange = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface Address {
  readonly get: (key: string) => string;
  readonly all: (key: string) => readonly string[];
  /**
   * Writes values into the address; an empty one is removed. Changing a filter returns to the first
   * page.
   */
  readonly set: (change: AddressChange) => void;
}

const pageKeys = ['after', 'before'];

/**
 * The address bar as the state of a view: filters, pages and open panels live here and nowhere
 * else.
 */
export function useAddress(): Address {
  const pathname = usePathname();
  const search = useSearchParams();
  const get = useCallback((key: string) => search.get(key) ?? '', [search]);
  const all = useCallback((key: string) => search.getAll(key), [search]);
  const set = useCallback(
    (change: AddressChange) => {
      const next = new URLSearchParams(window.location.search);
      for (const key of pageKeys) next.delete(key);
      for (const [key, value] of Object.entries(change)) {
        next.delete(key);
        for (const one of value === undefined ? [] : [value].flat()) {
          if (one !== '') next.append(key, one);
        }
      }
      const text = next.toString();
      window.history.replaceState(null, '', text === '' ? pathname : `${pathname}?${text}`);
    },
    [pathname],
  );
  return { get, all, set };
}
