'use client';

import { limits } from '#lib/limits.ts';
import type { Address } from './use-address.ts';

export interface PageArguments {
  readonly first: number | null;
  readonly after: string | null;
  readonly last: number | null;
  readonly before: string | null;
}

/** The page that the address names, as the arguments of a connection. */
export function pageArguments(address: Address): PageArguments {
  const before = address.get('before');
  if (before) return { first: null, after: null, last: limits.pageSize, before };
  return { first: limits.pageSize, after: address.get('after') || null, last: null, before: null };
}
