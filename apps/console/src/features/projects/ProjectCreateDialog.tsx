'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { FormFailure } from '#features/reading/FormFailure.tsx';
import { CreateProjectDocument } from '#generated/graphql.ts';
import { useAct } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { FormDialog } from '#ui/FormDialog.tsx';
import { useToast } from '#ui/Toasts.tsx';
import { NameFields, unnamed } from './NameFields.tsx';

export function ProjectCreateDialog({ onClose }: { readonly onClose: () => void }) {
  const [naming, setNaming] = useState(unnamed);
  const { run, isRunning, failure } = useAct(CreateProjectDocument);
  const router = useRouter();
  const toast = useToast();
  const { name, slug, description } = naming;

  const submit = async (): Promise<void> => {
    const { data } = await run({ input: { name, slug, description } });
    if (!data) return;
    toast({ tone: 'success', text: t('project.created', { name }) });
    router.push(paths.project(data.createProject.project.slug));
  };

  return (
    <FormDialog
      isOpen
      title={t('project.create')}
      submitLabel={t('project.create')}
      cancelLabel={t('action.cancel')}
      isRunning={isRunning}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <FormFailure failure={failure} />
      <NameFields naming={naming} onChange={setNaming} problems={failure?.fields ?? {}} />
    </FormDialog>
  );
}
