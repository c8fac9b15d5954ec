'use client';

import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import { useRouter } from 'next/navigation';
import { type SubmitEvent, useState } from 'react';
import { DeletePanel } from '#features/reading/DeletePanel.tsx';
import { FormFailure } from '#features/reading/FormFailure.tsx';
import { reasonWithout } from '#features/session/ViewerContext.tsx';
import {
  DeleteRepositoryDocument,
  ServedFormatsDocument,
  UpdateRepositoryDocument,
} from '#generated/graphql.ts';
import { useAct, useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { Panel } from '#ui/Panel.tsx';
import { Stack } from '#ui/Stack.tsx';
import { useToast } from '#ui/Toasts.tsx';
import type { RepositoryDetails } from './repository-details.ts';
import { VersionRuleFields } from './VersionRuleFields.tsx';
import { areSameRules, versionRulesOf } from './version-rules.ts';

interface RepositorySettingsProps {
  readonly repository: RepositoryDetails;
}

export function RepositorySettings({ repository }: RepositorySettingsProps) {
  return (
    <Stack>
      <RepositoryForm repository={repository} />
      <VersionRulesForm repository={repository} />
      <RepositoryDeletion repository={repository} />
    </Stack>
  );
}

function RepositoryForm({ repository }: RepositorySettingsProps) {
  const { id, viewerCan, ...saved } = repository;
  const [form, setForm] = useState({
    name: saved.name,
    description: saved.description,
    isPublic: saved.isPublic,
  });
  const { run, isRunning, failure } = useAct(UpdateRepositoryDocument);
  const toast = useToast();
  const isSame =
    form.name === saved.name &&
    form.description === saved.description &&
    form.isPublic === saved.isPublic;
  const unchanged = isSame ? t('action.nothing-changed') : undefined;

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (isSame || isRunning) return;
    const { data } = await run({ input: { id, ...form } });
    if (data) toast({ tone: 'success', text: t('action.saved') });
  };

  return (
    <Panel title={t('repository.tab.settings')}>
      <form onSubmit={(event) => void submit(event)} style={{ maxWidth: 560 }}>
        <Stack>
          <FormFailure failure={failure} />
          <TextField
            label={t('field.name')}
            value={form.name}
            onChange={(event) => setForm({ ...form, name: event.target.value })}
          />
          <TextField
            label={t('field.description')}
            value={form.description}
            onChange={(event) => setForm({ ...form, description: event.target.value })}
            multiline
            minRows={2}
          />
          <FormControlLabel
            control={
              <Switch
                checked={form.isPublic}
                onChange={(_event, isPublic) => setForm({ ...form, isPublic })}
              />
            }
            label={t('repository.public')}
          />
          <div>
            <ActionButton
              type="submit"
              variant="contained"
              isRunning={isRunning}
              disabledReason={reasonWithout(viewerCan, 'repository:update') ?? unchanged}
            >
              {t('action.save')}
            </ActionButton>
          </div>
        </Stack>
      </form>
    </Panel>
  );
}

/** The rules of its versions: what the format fixes cannot be chosen. */
function VersionRulesForm({ repository }: RepositorySettingsProps) {
  const { id, format, viewerCan } = repository;
  const saved = versionRulesOf(repository);
  const [rules, setRules] = useState(saved);
  const { data } = useReading(ServedFormatsDocument, {});
  const served = data?.servedFormats.find((one) => one.format === format);
  const { run, isRunning, failure } = useAct(UpdateRepositoryDocument);
  const toast = useToast();
  const isSame = areSameRules(rules, saved);
  const unchanged = isSame ? t('action.nothing-changed') : undefined;

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (isSame || isRunning) return;
    const answer = await run({ input: { id, ...rules } });
    if (answer.data) toast({ tone: 'success', text: t('action.saved') });
  };

  return (
    <Panel title={t('repository.rules')}>
      <form onSubmit={(event) => void submit(event)} style={{ maxWidth: 560 }}>
        <Stack>
          <FormFailure failure={failure} />
          <VersionRuleFields
            format={format}
            rules={rules}
            fixed={served?.fixed ?? []}
            onChange={setRules}
          />
          <div>
            <ActionButton
              type="submit"
              variant="contained"
              isRunning={isRunning}
              disabledReason={reasonWithout(viewerCan, 'repository:update') ?? unchanged}
            >
              {t('action.save')}
            </ActionButton>
          </div>
        </Stack>
      </form>
    </Panel>
  );
}

function RepositoryDeletion({ repository }: RepositorySettingsProps) {
  const { run, isRunning, failure } = useAct(DeleteRepositoryDocument);
  const router = useRouter();
  const toast = useToast();
  const { id, slug, name, viewerCan, artifactCounts } = repository;
  const { released, quarantined, rejected } = artifactCounts;
  const count = released + quarantined + rejected;
  const occupied = count > 0 ? t('repository.delete.not-empty', { count }) : undefined;

  const remove = async (): Promise<void> => {
    const { data } = await run({ input: { id } });
    if (!data) return;
    toast({ tone: 'success', text: t('repository.deleted', { name }) });
    router.push(paths.project(repository.project.slug));
  };

  return (
    <DeletePanel
      title={t('repository.delete.title')}
      hint={t('repository.delete.hint')}
      name={slug}
      failure={failure}
      isRunning={isRunning}
      disabledReason={reasonWithout(viewerCan, 'repository:delete') ?? occupied}
      onDelete={() => void remove()}
    />
  );
}
