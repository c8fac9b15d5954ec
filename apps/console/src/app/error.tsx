'use client';

import { PageFailure } from '#features/reading/PageFailure.tsx';

interface ErrorProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

export default function ErrorPage({ error, reset }: ErrorProps) {
  return <PageFailure digest={error.digest} onRetry={reset} />;
}
