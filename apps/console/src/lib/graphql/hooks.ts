'use client';

import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { type AnyVariables, useMutation, useQuery } from 'urql';
import { type Failure, failureOf } from '#lib/errors.ts';
import { persisted } from './persisted-document.ts';
import { useSessionEpoch } from './session-epoch.ts';

export interface Reading<Result> {
  readonly data: Result | undefined;
  readonly failure: Failure | undefined;
  readonly isFetching: boolean;
  readonly refresh: () => void;
}

export interface ReadingOptions {
  readonly pause?: boolean;
  /** Types whose changes must reread an answer that may have been empty. */
  readonly types?: readonly string[];
}

/** The answer to a deletion holds nothing of the thing itself, but is named after it. */
const changesOf = (type: string): string[] => [type, `Delete${type}Payload`];

/**
 * Reads a query and keeps it fresh. The data of the last answer stays on the page while the next is
 * fetched.
 */
export function useReading<Result, Variables extends AnyVariables>(
  document: TypedDocumentNode<Result, Variables>,
  variables: Variables,
  options: ReadingOptions = {},
): Reading<Result> {
  const types = options.types?.join();
  const context = useMemo(
    () => ({ additionalTypenames: types === undefined ? [] : types.split(',').flatMap(changesOf) }),
    [types],
  );
  const [{ data, error, fetching, stale }, reexecute] = useQuery({
    query: persisted(document),
    variables,
    pause: options.pause ?? false,
    context,
  });
  const refresh = useCallback(() => reexecute({ requestPolicy: 'network-only' }), [reexecute]);
  const failure = useMemo(() => (error ? failureOf(error) : undefined), [error]);
  const epoch = useSessionEpoch();
  useEffect(() => {
    if (epoch > 0) refresh();
  }, [epoch, refresh]);
  return { data, failure, isFetching: fetching || stale, refresh };
}

/** Either the payload or why there is none; never both, never neither. */
export type ActResult<Result> =
  | { readonly data: Result; readonly failure?: undefined }
  | { readonly data?: undefined; readonly failure: Failure };

export interface Act<Result, Variables> {
  readonly run: (variables: Variables) => Promise<ActResult<Result>>;
  readonly isRunning: boolean;
  readonly failure: Failure | undefined;
  readonly reset: () => void;
}

const emptyAnswer: Failure = {
  kind: 'failed',
  code: 'EMPTY_ANSWER',
  message: 'The gateway gave an empty answer.',
  fields: {},
};

/** A mutation with its state: what runs now and how the last run failed. */
export function useAct<Result, Variables extends AnyVariables>(
  document: TypedDocumentNode<Result, Variables>,
): Act<Result, Variables> {
  const [{ fetching }, execute] = useMutation<Result, Variables>(persisted(document));
  const [failure, setFailure] = useState<Failure>();
  const run = useCallback(
    async (variables: Variables): Promise<ActResult<Result>> => {
      setFailure(undefined);
      const { data, error } = await execute(variables);
      if (!error && data) return { data };
      const failed = error ? failureOf(error) : emptyAnswer;
      setFailure(failed);
      return { failure: failed };
    },
    [execute],
  );
  const reset = useCallback(() => setFailure(undefined), []);
  return { run, isRunning: fetching, failure, reset };
}
