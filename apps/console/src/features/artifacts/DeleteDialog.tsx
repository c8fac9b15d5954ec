'use client';

import Typography from '@mui/material/Typography';
import { useRouter } from 'next/navigation';
import { ActDialog } from '#features/reading/ActDialog.tsx';
import { DeleteArtifactDocument } from '#generated/graphql.ts';
import { shortVersion } from '#lib/format.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { keyOf } from './artifact-key.ts';
import type { ArtifactDialogProps } from './DeprecateDialog.tsx';

export function DeleteDialog({ artifact, onClose }: ArtifactDialogProps) {
  const router = useRouter();
  const name = `${artifact.package.name} ${shortVersion(artifact.version)}`;
  return (
    <ActDialog
      document={DeleteArtifactDocument}
      variables={{ input: { id: artifact.id } }}
      title={t('artifact.delete.title')}
      submitLabel={t('action.delete')}
      isDestructive
      said={t('artifact.deleted', { name })}
      onDone={() => router.push(paths.package(keyOf(artifact)))}
      onClose={onClose}
    >
      {() => (
        <>
          <Typography variant="body2">
            <strong>{name}</strong>
          </Typography>
          <Typography variant="body2">{t('artifact.delete.hint')}</Typography>
        </>
      )}
    </ActDialog>
  );
}
