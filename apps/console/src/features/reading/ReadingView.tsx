'use client';

import { type ReactNode, useEffect, useState } from 'react';
import type { Failure } from '#lib/errors.ts';
import type { Reading } from '#lib/graphql/hooks.ts';
import { limits } from '#lib/limits.ts';
import { FailureView } from './FailureView.tsx';

export interface ReadingViewProps<Result, Subject> {
  readonly reading: Reading<Result>;
  /** Picks what the view is about; null means that it does not exist for this viewer. */
  readonly subject: (data: Result) => Subject | null | undefined;
  readonly skeleton: ReactNode;
  readonly children: (subject: Subject) => ReactNode;
}

const absent: Failure = { kind: 'absent', code: 'NOT_FOUND', message: '', fields: {} };

/** The states of every view: skeleton, failure (with its kinds), absence, or the thing itself. */
export function ReadingView<Result, Subject>(props: ReadingViewProps<Result, Subject>) {
  const { reading, subject, skeleton, children } = props;
  const { data, failure, isFetching, refresh } = reading;
  const found = data === undefined ? undefined : subject(data);
  if (found !== undefined && found !== null) return children(found);
  // A mistake on one field leaves the rest of the answer empty: its reason comes before absence.
  if (failure) return <FailureView failure={failure} onRetry={refresh} />;
  if (data !== undefined && !isFetching) return <FailureView failure={absent} onRetry={refresh} />;
  return <Delayed>{skeleton}</Delayed>;
}

/** Nothing at all for the first moment: a fast answer must not flash a skeleton. */
function Delayed({ children }: { readonly children: ReactNode }) {
  const [isShown, setIsShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsShown(true), limits.spinnerDelayMs);
    return () => clearTimeout(timer);
  }, []);
  return <div style={{ visibility: isShown ? 'visible' : 'hidden' }}>{children}</div>;
}
