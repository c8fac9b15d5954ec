'use client';

import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useEffect, useEffectEvent, useState } from 'react';
import { type AnyVariables, useClient } from 'urql';
import { limits } from '#lib/limits.ts';
import { persisted } from './persisted-document.ts';

/** What the chip beside a live view says. */
export type LiveState = 'live' | 'paused' | 'reconnecting';

export interface LiveOptions<Result> {
  readonly onEvent: (event: Result) => void;
  /**
   * Called after a gap and while there is no stream: reread, because events may have been missed.
   */
  readonly onGap: () => void;
  readonly isPaused: boolean;
}

/**
 * Follows a subscription and reconnects with a growing delay. While it is down the view polls;
 * while the tab is hidden or the viewer paused it, nothing runs at all.
 */
export function useLive<Result, Variables extends AnyVariables>(
  document: TypedDocumentNode<Result, Variables>,
  variables: Variables,
  options: LiveOptions<Result>,
): LiveState {
  const client = useClient();
  const [isConnected, setIsConnected] = useState(true);
  const isPaused = usePageHidden() || options.isPaused;
  const onEvent = useEffectEvent(options.onEvent);
  const onGap = useEffectEvent(options.onGap);
  const key = JSON.stringify(variables);

  useEffect(() => {
    if (isPaused) return;
    let delayMs = 1000;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let stop = (): void => {};
    const connect = (): void => {
      // The key is what these very variables were written as.
      const request = JSON.parse(key) as Variables;
      const stream = client.subscription(persisted(document), request);
      const subscription = stream.subscribe(({ data, error, hasNext }) => {
        if (data) {
          delayMs = 1000;
          setIsConnected(true);
          onEvent(data);
        }
        if (error || !hasNext) lost();
      });
      stop = () => subscription.unsubscribe();
    };
    const lost = (): void => {
      if (retry) return;
      setIsConnected(false);
      retry = setTimeout(() => {
        retry = undefined;
        stop();
        onGap();
        connect();
      }, delayMs);
      delayMs = Math.min(delayMs * 2, limits.reconnectDelayMsMax);
    };
    connect();
    const poll = setInterval(() => retry && onGap(), limits.pollFallbackMs);
    return () => {
      clearTimeout(retry);
      clearInterval(poll);
      stop();
    };
  }, [client, document, key, isPaused]);

  if (isPaused) return 'paused';
  return isConnected ? 'live' : 'reconnecting';
}

function usePageHidden(): boolean {
  const [isHidden, setIsHidden] = useState(false);
  useEffect(() => {
    const read = (): void => setIsHidden(document.hidden);
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, []);
  return isHidden;
}
