'use client';

import { type ReactNode, useState } from 'react';
import { ActionButton } from '#ui/ActionButton.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Panel } from '#ui/Panel.tsx';
import { PagedTable, type PagedTableProps } from './PagedTable.tsx';

export interface GrowingListProps<Result, Row>
  extends Omit<PagedTableProps<Result, Row>, 'label' | 'empty'> {
  readonly title: string;
  readonly addLabel: string;
  /** Why this viewer may not add to it. */
  readonly disabledReason: string | undefined;
  readonly empty: { readonly title: string; readonly hint: string };
  /** Where something is added. */
  readonly children: (onClose: () => void) => ReactNode;
}

/** A list in a panel to which things are added in a dialog, from its head or where it is empty. */
export function GrowingList<Result, Row extends { readonly id: string }>(
  props: GrowingListProps<Result, Row>,
) {
  const { title, addLabel, disabledReason, empty, children, ...table } = props;
  const [isAdding, setIsAdding] = useState(false);
  const add = (
    <ActionButton
      variant="contained"
      size="small"
      onClick={() => setIsAdding(true)}
      disabledReason={disabledReason}
    >
      {addLabel}
    </ActionButton>
  );
  return (
    <Panel title={title} padding="flush" actions={add}>
      <PagedTable {...table} label={title} empty={<EmptyState {...empty} action={add} />} />
      {isAdding ? children(() => setIsAdding(false)) : null}
    </Panel>
  );
}
