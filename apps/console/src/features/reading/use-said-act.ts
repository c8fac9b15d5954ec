'use client';

import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { AnyVariables } from 'urql';
import { useAct } from '#lib/graphql/hooks.ts';
import { useToast } from '#ui/Toasts.tsx';

/** A mutation of one press, without a form: a toast says what came of it. */
export function useSaidAct<Result, Variables extends AnyVariables>(
  document: TypedDocumentNode<Result, Variables>,
) {
  const { run, isRunning } = useAct(document);
  const toast = useToast();
  const act = async (variables: Variables, said: string): Promise<void> => {
    const { failure } = await run(variables);
    if (failure) toast({ tone: 'error', text: failure.message });
    else toast({ tone: 'success', text: said });
  };
  return { act, isRunning };
}
