'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ActDialog } from '#features/reading/ActDialog.tsx';
import { CreateProjectDocument } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { NameFields, unnamed } from './NameFields.tsx';

export function ProjectCreateDialog({ onClose }: { readonly onClose: () => void }) {
  const [naming, setNaming] = useState(unnamed);
  const router = useRouter();
  const { name, slug, description } = naming;
  return (
    <ActDialog
      document={CreateProjectDocument}
      variables={{ input: { name, slug, description } }}
      title={t('project.create')}
      said={t('project.created', { name })}
      onDone={({ createProject }) => router.push(paths.project(createProject.project.slug))}
      onClose={onClose}
    >
      {(problems) => (
        <NameFields naming={naming} onChange={setNaming} problems={problems} isFirst />
      )}
    </ActDialog>
  );
}
