'use client';

import { ActDialog } from '#features/reading/ActDialog.tsx';
import { UpdateRepositoryDocument } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';
import { type NameAct, type NamePatterns, patternsAfter } from './name-act.ts';

export interface NameActDialogProps {
  readonly repositoryId: string;
  readonly said: NamePatterns;
  readonly act: NameAct;
  readonly onClose: () => void;
}

/** Says what an act on a name lets in or keeps out, before it is done. */
export function NameActDialog({ repositoryId: id, said, act, onClose }: NameActDialogProps) {
  const { kind, name } = act;
  return (
    <ActDialog
      document={UpdateRepositoryDocument}
      variables={{ input: { id, ...patternsAfter(act, said) } }}
      title={t(`names.${kind}.title`, { name })}
      submitLabel={t(`names.${kind}`)}
      isDestructive={kind === 'share' || kind === 'unclaim'}
      said={t(`names.${kind}.done`, { name })}
      onClose={onClose}
    >
      {() => t(`names.${kind}.hint`, { name })}
    </ActDialog>
  );
}
