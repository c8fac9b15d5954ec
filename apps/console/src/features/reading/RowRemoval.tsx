'use client';

import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { ActionButton } from '#ui/ActionButton.tsx';
import { useSaidAct } from './use-said-act.ts';

export interface RowRemovalProps<Result> {
  readonly document: TypedDocumentNode<Result, { readonly input: { readonly id: string } }>;
  readonly id: string;
  readonly label: string;
  readonly said: string;
  readonly disabledReason: string | undefined;
}

/** The button at the end of a row that takes it away. */
export function RowRemoval<Result>(props: RowRemovalProps<Result>) {
  const { document, id, label, said, disabledReason } = props;
  const { act, isRunning } = useSaidAct(document);
  return (
    <ActionButton
      size="small"
      color="error"
      isRunning={isRunning}
      disabledReason={disabledReason}
      onClick={() => void act({ input: { id } }, said)}
    >
      {label}
    </ActionButton>
  );
}
