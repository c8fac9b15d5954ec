'use client';

import { useState } from 'react';
import { ReviewDialog } from '#features/artifacts/ReviewDialog.tsx';
import { reviewDisabledReason, type Verdict } from '#features/artifacts/review.ts';
import { ConnectionPager } from '#features/reading/ConnectionPager.tsx';
import { useAddress } from '#features/reading/use-address.ts';
import type { QuarantineQuery } from '#generated/graphql.ts';
import { limits } from '#lib/limits.ts';
import { t } from '#lib/messages.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { HeldItem } from './HeldItem.tsx';
import { HeldList } from './HeldList.tsx';
import type { HeldArtifact } from './held-artifact.ts';
import styles from './QuarantineInbox.module.css';
import { useQueueKeys } from './use-queue-keys.ts';

export interface QuarantineInboxProps {
  readonly held: QuarantineQuery['artifacts'];
  readonly onReviewed: () => void;
}

/** List on the left, the chosen item on the right, and a bar for whatever is ticked. */
export function QuarantineInbox({ held, onReviewed }: QuarantineInboxProps) {
  const address = useAddress();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [review, setReview] = useState<{ verdict: Verdict; artifacts: readonly HeldArtifact[] }>();
  const { nodes } = held;
  const wanted = address.get('selected');
  const current = nodes.find(({ id }) => id === wanted) ?? nodes[0];
  const chosen = nodes.filter(({ id }) => ticked.has(id)).slice(0, limits.bulkReviewMax);
  const subjects = chosen.length > 0 ? chosen : nodes.filter((one) => one === current);

  const open = (verdict: Verdict): void => {
    const isAllowed = subjects.every((one) => !reviewDisabledReason(one, verdict));
    if (isAllowed && subjects.length > 0) setReview({ verdict, artifacts: subjects });
  };
  const select = (id: string): void => address.set({ selected: id, after: address.get('after') });
  const move = (step: 1 | -1): void => {
    const next = nodes[nodes.findIndex((one) => one === current) + step];
    if (next) select(next.id);
  };
  const tick = (id: string): void =>
    setTicked((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  const done = (): void => {
    setReview(undefined);
    setTicked(new Set());
    onReviewed();
  };
  useQueueKeys({
    onMove: move,
    onRelease: () => open('release'),
    onReject: () => open('reject'),
    onToggle: () => current && tick(current.id),
  });

  return (
    <div className={styles.inbox}>
      <div className={styles.list}>
        <HeldList
          held={nodes}
          currentId={current?.id}
          ticked={ticked}
          onSelect={select}
          onTick={tick}
        />
        <ConnectionPager page={held} address={address} />
      </div>
      <div className={styles.detail}>
        <ReviewBar subjects={subjects} isBulk={chosen.length > 0} onReview={open} />
        {current ? <HeldItem key={current.id} id={current.id} /> : null}
      </div>
      {review ? (
        <ReviewDialog {...review} onClose={() => setReview(undefined)} onDone={done} />
      ) : null}
    </div>
  );
}

interface ReviewBarProps {
  readonly subjects: readonly HeldArtifact[];
  readonly isBulk: boolean;
  readonly onReview: (verdict: Verdict) => void;
}

function ReviewBar({ subjects, isBulk, onReview }: ReviewBarProps) {
  const reason = (verdict: Verdict): string | undefined =>
    subjects.map((one) => reviewDisabledReason(one, verdict)).find((one) => one !== undefined);
  return (
    <div className={styles.bar}>
      <span className={styles.hint}>
        {isBulk ? t('quarantine.selected', { count: subjects.length }) : t('quarantine.keys')}
      </span>
      <ActionButton
        variant="contained"
        color="success"
        disabledReason={reason('release')}
        onClick={() => onReview('release')}
      >
        {t('artifact.release')}
      </ActionButton>
      <ActionButton
        variant="outlined"
        color="error"
        disabledReason={reason('reject')}
        onClick={() => onReview('reject')}
      >
        {t('artifact.reject')}
      </ActionButton>
    </div>
  );
}
