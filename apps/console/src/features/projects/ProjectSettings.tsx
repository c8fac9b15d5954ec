'use client';

import TextField from '@mui/material/TextField';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { DeletePanel } from '#features/reading/DeletePanel.tsx';
import { SaveForm } from '#features/reading/SaveForm.tsx';
import { reasonWithout } from '#features/session/ViewerContext.tsx';
import { DeleteProjectDocument, UpdateProjectDocument } from '#generated/graphql.ts';
import { useAct } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { Stack } from '#ui/Stack.tsx';
import { useToast } from '#ui/Toasts.tsx';
import type { ProjectDetails } from './ProjectFrame.tsx';
import { QuotaForm } from './QuotaForm.tsx';

interface ProjectSettingsProps {
  readonly project: ProjectDetails;
}

export function ProjectSettings({ project }: ProjectSettingsProps) {
  return (
    <Stack>
      <ProjectForm project={project} />
      {project.quota ? <QuotaForm projectId={project.id} quota={project.quota} /> : null}
      <ProjectDeletion project={project} />
    </Stack>
  );
}

function ProjectForm({ project }: ProjectSettingsProps) {
  const [name, setName] = useState(project.name);
  const [description, setDescription] = useState(project.description);
  return (
    <SaveForm
      title={t('project.tab.settings')}
      document={UpdateProjectDocument}
      variables={{ input: { id: project.id, name, description } }}
      isSame={name === project.name && description === project.description}
      deniedReason={reasonWithout(project.viewerCan, 'project:update')}
    >
      {(problems) => (
        <>
          <TextField
            label={t('field.name')}
            value={name}
            onChange={(event) => setName(event.target.value)}
            error={'name' in problems}
            helperText={problems['name']}
          />
          <TextField
            label={t('field.description')}
            value={description}
            onChange={(event) => setDescription(event.target.value)}
            error={'description' in problems}
            helperText={problems['description']}
            multiline
            minRows={2}
          />
        </>
      )}
    </SaveForm>
  );
}

function ProjectDeletion({ project }: ProjectSettingsProps) {
  const { run, isRunning, failure } = useAct(DeleteProjectDocument);
  const router = useRouter();
  const toast = useToast();
  const { id, name, viewerCan, repositories } = project;
  const count = repositories.totalCount;
  const occupied = count > 0 ? t('project.delete.has-repositories', { count }) : undefined;

  const remove = async (): Promise<void> => {
    const { data } = await run({ input: { id } });
    if (!data) return;
    toast({ tone: 'success', text: t('project.deleted', { name }) });
    router.push(paths.projects());
  };

  return (
    <DeletePanel
      title={t('project.delete.title')}
      hint={t('project.delete.hint')}
      name={project.slug}
      failure={failure}
      isRunning={isRunning}
      disabledReason={reasonWithout(viewerCan, 'project:delete') ?? occupied}
      onDelete={() => void remove()}
    />
  );
}
