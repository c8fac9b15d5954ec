'use client';

import TextField from '@mui/material/TextField';
import { useRouter } from 'next/navigation';
import { type SubmitEvent, useState } from 'react';
import { DeletePanel } from '#features/reading/DeletePanel.tsx';
import { FormFailure } from '#features/reading/FormFailure.tsx';
import { reasonWithout } from '#features/session/ViewerContext.tsx';
import { DeleteProjectDocument, UpdateProjectDocument } from '#generated/graphql.ts';
import { useAct } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { Panel } from '#ui/Panel.tsx';
import { Stack } from '#ui/Stack.tsx';
import { useToast } from '#ui/Toasts.tsx';
import type { ProjectDetails } from './ProjectFrame.tsx';

interface ProjectSettingsProps {
  readonly project: ProjectDetails;
}

export function ProjectSettings({ project }: ProjectSettingsProps) {
  return (
    <Stack>
      <ProjectForm project={project} />
      <ProjectDeletion project={project} />
    </Stack>
  );
}

function ProjectForm({ project }: ProjectSettingsProps) {
  const [name, setName] = useState(project.name);
  const [description, setDescription] = useState(project.description);
  const { run, isRunning, failure } = useAct(UpdateProjectDocument);
  const toast = useToast();
  const isSame = name === project.name && description === project.description;
  const unchanged = isSame ? t('action.nothing-changed') : undefined;

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (isSame || isRunning) return;
    const { data } = await run({ input: { id: project.id, name, description } });
    if (data) toast({ tone: 'success', text: t('action.saved') });
  };

  return (
    <Panel title={t('project.tab.settings')}>
      <form onSubmit={(event) => void submit(event)} style={{ maxWidth: 560 }}>
        <Stack>
          <FormFailure failure={failure} />
          <TextField
            label={t('field.name')}
            value={name}
            onChange={(event) => setName(event.target.value)}
            error={failure?.fields['name'] !== undefined}
            helperText={failure?.fields['name']}
          />
          <TextField
            label={t('field.description')}
            value={description}
            onChange={(event) => setDescription(event.target.value)}
            multiline
            minRows={2}
          />
          <div>
            <ActionButton
              type="submit"
              variant="contained"
              isRunning={isRunning}
              disabledReason={reasonWithout(project.viewerCan, 'project:update') ?? unchanged}
            >
              {t('action.save')}
            </ActionButton>
          </div>
        </Stack>
      </form>
    </Panel>
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
