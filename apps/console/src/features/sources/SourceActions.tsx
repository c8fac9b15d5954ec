'use client';

import { useState } from 'react';
import { ActDialog } from '#features/reading/ActDialog.tsx';
import { useSaidAct } from '#features/reading/use-said-act.ts';
import {
  RenewVcsSourceSecretDocument,
  type SourceRowFragment,
  SyncVcsSourceDocument,
  UpdateVcsSourceDocument,
} from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { HookReveal, type RevealedHook } from './HookReveal.tsx';

/** What can be done with a source. */
export function SourceActions({ source }: { readonly source: SourceRowFragment }) {
  const { id, isPaused } = source;
  const sync = useSaidAct(SyncVcsSourceDocument);
  const update = useSaidAct(UpdateVcsSourceDocument);
  const [isRenewing, setIsRenewing] = useState(false);
  const [hook, setHook] = useState<RevealedHook>();
  return (
    <>
      <ActionButton variant="outlined" onClick={() => setIsRenewing(true)}>
        {t('source.renew')}
      </ActionButton>
      <ActionButton
        variant="outlined"
        isRunning={update.isRunning}
        onClick={() =>
          void update.act(
            { input: { id, isPaused: !isPaused } },
            t(isPaused ? 'source.resumed' : 'source.paused'),
          )
        }
      >
        {t(isPaused ? 'source.resume' : 'source.pause')}
      </ActionButton>
      <ActionButton
        variant="contained"
        isRunning={sync.isRunning}
        onClick={() => void sync.act({ input: { id } }, t('source.sync.said'))}
      >
        {t('source.sync')}
      </ActionButton>
      {isRenewing ? (
        <ActDialog
          document={RenewVcsSourceSecretDocument}
          variables={{ input: { id } }}
          title={t('source.renew')}
          onDone={({ renewVcsSourceSecret: { hookSecret, source: renewed } }) => {
            setIsRenewing(false);
            setHook({ hookSecret, hookUrl: renewed.hookUrl });
          }}
          onClose={() => setIsRenewing(false)}
        >
          {() => t('source.renew.hint')}
        </ActDialog>
      ) : null}
      {hook ? <HookReveal hook={hook} onClose={() => setHook(undefined)} /> : null}
    </>
  );
}
