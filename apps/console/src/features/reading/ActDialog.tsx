'use client';

import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { ReactNode } from 'react';
import type { AnyVariables } from 'urql';
import type { Failure } from '#lib/errors.ts';
import { useAct } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { FormDialog } from '#ui/FormDialog.tsx';
import { useToast } from '#ui/Toasts.tsx';
import { FormFailure } from './FormFailure.tsx';

export interface ActDialogProps<Result, Variables> {
  readonly document: TypedDocumentNode<Result, Variables>;
  /** What is sent, as the fields stand now. */
  readonly variables: Variables;
  readonly title: string;
  readonly submitLabel?: string;
  readonly isDestructive?: boolean;
  readonly disabledReason?: string | undefined;
  /** What the toast says once it is done; without it, `onDone` says it in its own way. */
  readonly said?: string;
  /** What follows, where that is more than closing. */
  readonly onDone?: (data: Result) => void;
  readonly onClose: () => void;
  /** The fields; a refusal has a sentence for each that it is about. */
  readonly children: (problems: Failure['fields']) => ReactNode;
}

/** One mutation in a dialog over the page, with its refusal inside and its success in a toast. */
export function ActDialog<Result, Variables extends AnyVariables>(
  props: ActDialogProps<Result, Variables>,
) {
  const { document, variables, title, said, onClose } = props;
  const { run, isRunning, failure } = useAct(document);
  const toast = useToast();
  const submit = async (): Promise<void> => {
    const { data } = await run(variables);
    if (!data) return;
    if (said !== undefined) toast({ tone: 'success', text: said });
    if (props.onDone) props.onDone(data);
    else onClose();
  };
  return (
    <FormDialog
      isOpen
      title={title}
      submitLabel={props.submitLabel ?? title}
      cancelLabel={t('action.cancel')}
      isRunning={isRunning}
      isDestructive={props.isDestructive ?? false}
      disabledReason={props.disabledReason}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <FormFailure failure={failure} />
      {props.children(failure?.fields ?? {})}
    </FormDialog>
  );
}
