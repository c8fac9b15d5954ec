'use client';

import { useState } from 'react';
import { t } from '#lib/messages.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { ReviewDialog, type ReviewedArtifact } from './ReviewDialog.tsx';
import { type Reviewable, reviewDisabledReason, type Verdict } from './review.ts';

/** Release or reject one artifact, from wherever it is looked at. */
export function ReviewButtons({ artifact }: { readonly artifact: ReviewedArtifact & Reviewable }) {
  const [verdict, setVerdict] = useState<Verdict>();
  const close = (): void => setVerdict(undefined);
  return (
    <>
      <ActionButton
        variant="contained"
        color="success"
        disabledReason={reviewDisabledReason(artifact, 'release')}
        onClick={() => setVerdict('release')}
      >
        {t('artifact.release')}
      </ActionButton>
      <ActionButton
        variant="outlined"
        color="error"
        disabledReason={reviewDisabledReason(artifact, 'reject')}
        onClick={() => setVerdict('reject')}
      >
        {t('artifact.reject')}
      </ActionButton>
      {verdict ? (
        <ReviewDialog verdict={verdict} artifacts={[artifact]} onClose={close} onDone={close} />
      ) : null}
    </>
  );
}
