'use client';

import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { ReactNode, SubmitEvent } from 'react';
import type { AnyVariables } from 'urql';
import type { Failure } from '#lib/errors.ts';
import { useAct } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { Panel } from '#ui/Panel.tsx';
import { Stack } from '#ui/Stack.tsx';
import { useToast } from '#ui/Toasts.tsx';
import { FormFailure } from './FormFailure.tsx';

export interface SaveFormProps<Result, Variables> {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly document: TypedDocumentNode<Result, Variables>;
  readonly variables: Variables;
  /** Nothing differs from what is saved. */
  readonly isSame: boolean;
  /** Why this viewer may not save. */
  readonly deniedReason: string | undefined;
  readonly said?: (data: Result) => string;
  /** What follows in the page, beside what is said. */
  readonly onSaved?: () => void;
  readonly widthMax?: number;
  readonly children: (problems: Failure['fields']) => ReactNode;
}

/** Settings in a panel: saved in place, refused in place. */
export function SaveForm<Result, Variables extends AnyVariables>(
  props: SaveFormProps<Result, Variables>,
) {
  const { title, isSame, said = () => t('action.saved') } = props;
  const { run, isRunning, failure } = useAct(props.document);
  const toast = useToast();
  const disabledReason = props.deniedReason ?? (isSame ? t('action.nothing-changed') : undefined);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (disabledReason !== undefined || isRunning) return;
    const { data } = await run(props.variables);
    if (!data) return;
    toast({ tone: 'success', text: said(data) });
    props.onSaved?.();
  };
  return (
    <Panel title={title} aside={props.aside}>
      <form
        aria-label={title}
        onSubmit={(event) => void submit(event)}
        style={{ maxWidth: props.widthMax ?? 560 }}
      >
        <Stack>
          <FormFailure failure={failure} />
          {props.children(failure?.fields ?? {})}
          <div>
            <ActionButton
              type="submit"
              variant="contained"
              isRunning={isRunning}
              disabledReason={disabledReason}
            >
              {t('action.save')}
            </ActionButton>
          </div>
        </Stack>
      </form>
    </Panel>
  );
}
