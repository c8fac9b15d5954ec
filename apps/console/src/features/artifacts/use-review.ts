'use client';

import { useState } from 'react';
import { RejectArtifactDocument, ReleaseArtifactDocument } from '#generated/graphql.ts';
import type { Failure } from '#lib/errors.ts';
import { useAct } from '#lib/graphql/hooks.ts';
import type { Verdict } from './review.ts';

export interface ReviewOutcome {
  readonly done: number;
  readonly failure: Failure | undefined;
}

/** Gives one verdict on several artifacts, one after another, and counts what went through. */
export function useReview(verdict: Verdict) {
  const release = useAct(ReleaseArtifactDocument);
  const reject = useAct(RejectArtifactDocument);
  const [isRunning, setIsRunning] = useState(false);
  const runOne = async (id: string, note: string) => {
    const input = { input: { id, note } };
    return verdict === 'release' ? release.run(input) : reject.run(input);
  };
  const review = async (ids: readonly string[], note: string): Promise<ReviewOutcome> => {
    setIsRunning(true);
    let done = 0;
    let failure: Failure | undefined;
    for (const id of ids) {
      const result = await runOne(id, note);
      if (result.failure) failure = result.failure;
      else done += 1;
    }
    setIsRunning(false);
    return { done, failure };
  };
  return { review, isRunning };
}
