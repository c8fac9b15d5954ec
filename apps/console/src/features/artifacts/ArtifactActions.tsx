'use client';

import { useState } from 'react';
import { reasonWithout } from '#features/session/ViewerContext.tsx';
import { RescanArtifactDocument, YankArtifactDocument } from '#generated/graphql.ts';
import { useAct } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { MenuButton } from '#ui/MenuButton.tsx';
import { useToast } from '#ui/Toasts.tsx';
import type { ArtifactDetails } from './artifact-details.ts';
import { DeleteDialog } from './DeleteDialog.tsx';
import { DeprecateDialog } from './DeprecateDialog.tsx';
import { ReviewDialog } from './ReviewDialog.tsx';
import { reviewDisabledReason, type Verdict } from './review.ts';
import { YankDialog } from './YankDialog.tsx';

type Dialog = Verdict | 'deprecate' | 'yank' | 'delete';

/** What can be done with an artifact; what cannot says why. */
export function ArtifactActions({ artifact }: { readonly artifact: ArtifactDetails }) {
  const [dialog, setDialog] = useState<Dialog>();
  const close = (): void => setDialog(undefined);
  return (
    <>
      <ActionButton
        variant="contained"
        color="success"
        disabledReason={reviewDisabledReason(artifact, 'release')}
        onClick={() => setDialog('release')}
      >
        {t('artifact.release')}
      </ActionButton>
      <ActionButton
        variant="outlined"
        color="error"
        disabledReason={reviewDisabledReason(artifact, 'reject')}
        onClick={() => setDialog('reject')}
      >
        {t('artifact.reject')}
      </ActionButton>
      <MoreActions artifact={artifact} onChoose={setDialog} />
      {dialog === 'release' || dialog === 'reject' ? (
        <ReviewDialog verdict={dialog} artifacts={[artifact]} onClose={close} onDone={close} />
      ) : null}
      {dialog === 'deprecate' ? <DeprecateDialog artifact={artifact} onClose={close} /> : null}
      {dialog === 'yank' ? <YankDialog artifact={artifact} onClose={close} /> : null}
      {dialog === 'delete' ? <DeleteDialog artifact={artifact} onClose={close} /> : null}
    </>
  );
}

interface MoreActionsProps {
  readonly artifact: ArtifactDetails;
  readonly onChoose: (dialog: Dialog) => void;
}

function MoreActions({ artifact, onChoose }: MoreActionsProps) {
  const { run } = useAct(RescanArtifactDocument);
  const { run: runYank } = useAct(YankArtifactDocument);
  const isYanked = artifact.yankedAt !== null;
  const toast = useToast();
  const reason = (action: string) => reasonWithout(artifact.viewerCan, action);
  const rescan = async (): Promise<void> => {
    const { failure } = await run({ input: { id: artifact.id } });
    if (failure) toast({ tone: 'error', text: failure.message });
    else toast({ tone: 'success', text: t('artifact.rescanned') });
  };
  const unyank = async (): Promise<void> => {
    const { failure } = await runYank({ input: { id: artifact.id, isYanked: false } });
    if (failure) toast({ tone: 'error', text: failure.message });
    else toast({ tone: 'success', text: t('artifact.unyank.saved') });
  };
  return (
    <MenuButton
      label={t('artifact.more')}
      actions={[
        {
          label: t('artifact.rescan'),
          act: () => void rescan(),
          disabledReason: reason('scan:run'),
        },
        {
          label: t('artifact.deprecate'),
          act: () => onChoose('deprecate'),
          disabledReason: reason('artifact:publish'),
        },
        {
          label: t(isYanked ? 'artifact.unyank' : 'artifact.yank'),
          act: () => (isYanked ? void unyank() : onChoose('yank')),
          disabledReason: reason('artifact:publish'),
        },
        {
          label: t('action.delete'),
          act: () => onChoose('delete'),
          disabledReason: reason('artifact:delete'),
        },
      ]}
    />
  );
}
