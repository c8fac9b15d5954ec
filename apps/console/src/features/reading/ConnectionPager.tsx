'use client';

import { t } from '#lib/messages.ts';
import { Pager } from '#ui/Pager.tsx';
import type { Address } from './use-address.ts';

/** The gateway counts no further than this. */
const totalCountMax = 10_000;

export interface ConnectionPage {
  readonly totalCount: number;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor?: string | null;
    readonly endCursor?: string | null;
  };
}

export interface ConnectionPagerProps {
  readonly page: ConnectionPage;
  readonly address: Address;
}

/** Next and previous of a connection, kept in the address. */
export function ConnectionPager({ page, address }: ConnectionPagerProps) {
  const { totalCount, pageInfo } = page;
  const { hasNextPage, hasPreviousPage, startCursor, endCursor } = pageInfo;
  const key = totalCount >= totalCountMax ? 'page.total-capped' : 'page.total';
  const go = (side: 'after' | 'before', cursor: string | null | undefined, isOn: boolean) =>
    isOn && cursor ? () => address.set({ [side]: cursor }) : undefined;
  return (
    <Pager
      label={t('page.label')}
      summary={t(key, { count: totalCount })}
      previous={{
        label: t('page.previous'),
        go: go('before', startCursor, hasPreviousPage),
      }}
      next={{ label: t('page.next'), go: go('after', endCursor, hasNextPage) }}
    />
  );
}
