'use client';

import type { ReactNode } from 'react';
import type { Reading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { type Column, DataTable } from '#ui/DataTable.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';
import { type ConnectionPage, ConnectionPager } from './ConnectionPager.tsx';
import { ReadingView } from './ReadingView.tsx';
import type { Address } from './use-address.ts';

interface PageOf<Row> extends ConnectionPage {
  readonly nodes: readonly Row[];
}

export interface PagedTableProps<Result, Row> {
  readonly reading: Reading<Result>;
  readonly subject: (data: Result) => PageOf<Row> | null | undefined;
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** Puts a caption over rows that follow each other and have it in common. */
  readonly groupOf?: (row: Row) => string;
  /** Where the page is kept; a list without one shows its beginning alone. */
  readonly address?: Address;
  /** In place of a table without rows. */
  readonly empty: ReactNode;
}

/** A list: its skeleton, why it cannot be read, that there is nothing, or a page of it. */
export function PagedTable<Result, Row extends { readonly id: string }>(
  props: PagedTableProps<Result, Row>,
) {
  const { reading, subject, label, columns, groupOf, address, empty } = props;
  return (
    <ReadingView
      reading={reading}
      subject={subject}
      skeleton={<TableSkeleton label={t('state.loading', { what: label })} />}
    >
      {(page) =>
        page.nodes.length === 0 ? (
          empty
        ) : (
          <>
            <DataTable
              label={label}
              columns={columns}
              rows={page.nodes}
              rowKey={({ id }) => id}
              {...(groupOf && { groupOf })}
            />
            {address ? <ConnectionPager page={page} address={address} /> : null}
          </>
        )
      }
    </ReadingView>
  );
}
