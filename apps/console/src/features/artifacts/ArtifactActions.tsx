'use client';

import { useState } from 'react';
import { useSaidAct } from '#features/reading/use-said-act.ts';
import { reasonWithout } from '#features/session/ViewerContext.tsx';
import { RescanArtifactDocument, YankArtifactDocument } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';
import { MenuButton } from '#ui/MenuButton.tsx';
import type { ArtifactDetails } from './artifact-details.ts';
import { DeleteDialog } from './DeleteDialog.tsx';
import { DeprecateDialog } from './DeprecateDialog.tsx';
import { ReviewButtons } from './ReviewButtons.tsx';
import { YankDialog } from './YankDialog.tsx';

type Dialog = 'deprecate' | 'yank' | 'delete';

/** What can be done with an artifact; what cannot says why. */
export function ArtifactActions({ artifact }: { readonly artifact: ArtifactDetails }) {
  const [dialog, setDialog] = useState<Dialog>();
  const close = (): void => setDialog(undefined);
  return (
    <>
      <ReviewButtons artifact={artifact} />
      <MoreActions artifact={artifact} onChoose={setDialog} />
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
  const { act: rescan } = useSaidAct(RescanArtifactDocument);
  const { act: yank } = useSaidAct(YankArtifactDocument);
  const { id } = artifact;
  const isYanked = artifact.yankedAt !== null;
  const reason = (action: string) => reasonWithout(artifact.viewerCan, action);
  const unyank = () => void yank({ input: { id, isYanked: false } }, t('artifact.unyank.saved'));
  return (
    <MenuButton
      label={t('artifact.more')}
      actions={[
        {
          label: t('artifact.rescan'),
          act: () => void rescan({ input: { id } }, t('artifact.rescanned')),
          disabledReason: reason('scan:run'),
        },
        {
          label: t('artifact.deprecate'),
          act: () => onChoose('deprecate'),
          disabledReason: reason('artifact:publish'),
        },
        {
          label: t(isYanked ? 'artifact.unyank' : 'artifact.yank'),
          act: () => (isYanked ? unyank() : onChoose('yank')),
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
