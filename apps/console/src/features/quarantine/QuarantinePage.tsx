'use client';

import Button from '@mui/material/Button';
import { useState } from 'react';
import { useQuarantineSignal } from '#features/navigation/QuarantineCount.tsx';
import { ReadingView } from '#features/reading/ReadingView.tsx';
import { useAddress } from '#features/reading/use-address.ts';
import { QuarantineDocument } from '#generated/graphql.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { limits } from '#lib/limits.ts';
import { t } from '#lib/messages.ts';
import { EmptyState } from '#ui/EmptyState.tsx';
import { PageHeader } from '#ui/PageHeader.tsx';
import { Panel } from '#ui/Panel.tsx';
import { Stack } from '#ui/Stack.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';
import { HeldFilters, heldWishOf } from './HeldFilters.tsx';
import { type HeldWish, heldVariables } from './held-filter.ts';
import { QuarantineInbox } from './QuarantineInbox.tsx';

/** The queue of what is held. New arrivals are announced; rows never move under the pointer. */
export function QuarantinePage() {
  const address = useAddress();
  const after = address.get('after') || null;
  const wish = heldWishOf(address);
  const reading = useReading(
    QuarantineDocument,
    { ...heldVariables(wish), first: limits.pageSize, after },
    { types: ['Artifact'] },
  );
  const { changes, waiting } = useQuarantineSignal();
  const [seen, setSeen] = useState(changes);
  const news = changes - seen;
  const showNews = (): void => {
    setSeen(changes);
    reading.refresh();
  };
  return (
    <>
      <PageHeader
        title={t('quarantine.title')}
        description={t('quarantine.description')}
        caption={<span role="status">{t('quarantine.waiting', { count: waiting })}</span>}
        actions={
          news > 0 ? (
            <Button variant="outlined" onClick={showNews}>
              {t('quarantine.news', { count: news })} – {t('quarantine.show-news')}
            </Button>
          ) : null
        }
      />
      <Stack>
        <HeldFilters address={address} wish={wish} />
        <ReadingView
          reading={reading}
          subject={(data) => data.artifacts}
          skeleton={<TableSkeleton label={t('state.loading', { what: t('quarantine.list') })} />}
        >
          {(held) =>
            held.nodes.length === 0 ? (
              <Panel>
                <NothingHeld wish={wish} />
              </Panel>
            ) : (
              <QuarantineInbox held={held} onReviewed={showNews} />
            )
          }
        </ReadingView>
      </Stack>
    </>
  );
}

function NothingHeld({ wish: { isYoung } }: { readonly wish: HeldWish }) {
  return isYoung ? (
    <EmptyState title={t('quarantine.young.empty')} hint={t('quarantine.young.empty.hint')} />
  ) : (
    <EmptyState title={t('quarantine.empty.title')} hint={t('quarantine.empty.hint')} />
  );
}
