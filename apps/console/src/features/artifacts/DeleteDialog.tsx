'use client';

import Typography from '@mui/material/Typography';
import { useRouter } from 'next/navigation';
import { FormFailure } from '#features/reading/FormFailure.tsx';
import { DeleteArtifactDocument } from '#generated/graphql.ts';
import { useAct } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { FormDialog } from '#ui/FormDialog.tsx';
import { useToast } from '#ui/Toasts.tsx';
import { keyOf } from './artifact-key.ts';
import type { ArtifactDialogProps } from './DeprecateDialog.tsx';

export function DeleteDialog({ artifact, onClose }: ArtifactDialogProps) {
  const { run, isRunning, failure } = useAct(DeleteArtifactDocument);
  const router = useRouter();
  const toast = useToast();
  const name = `${artifact.package.name} ${artifact.version}`;
  const submit = async (): Promise<void> => {
    const { data } = await run({ input: { id: artifact.id } });
    if (!data) return;
    toast({ tone: 'success', text: t('artifact.deleted', { name }) });
    router.push(paths.package(keyOf(artifact)));
  };
  return (
    <FormDialog
      isOpen
      title={t('artifact.delete.title')}
      submitLabel={t('action.delete')}
      cancelLabel={t('action.cancel')}
      isRunning={isRunning}
      isDestructive
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <FormFailure failure={failure} />
      <Typography variant="body2">
        <strong>{name}</strong>
      </Typography>
      <Typography variant="body2">{t('artifact.delete.hint')}</Typography>
    </FormDialog>
  );
}
