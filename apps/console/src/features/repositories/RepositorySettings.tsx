'use client';

import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { DeletePanel } from '#features/reading/DeletePanel.tsx';
import { SaveForm } from '#features/reading/SaveForm.tsx';
import { reasonWithout } from '#features/session/ViewerContext.tsx';
import {
  DeleteRepositoryDocument,
  ServedFormatsDocument,
  UpdateRepositoryDocument,
} from '#generated/graphql.ts';
import { useAct, useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { paths, type RepositoryKey } from '#lib/paths.ts';
import { Stack } from '#ui/Stack.tsx';
import { useToast } from '#ui/Toasts.tsx';
import { NameOrigin } from './NameOrigin.tsx';
import type { RepositoryDetails } from './repository-details.ts';
import { SupplyForm } from './SupplyForm.tsx';
import { VersionRuleFields } from './VersionRuleFields.tsx';
import { areSameRules, versionRulesOf } from './version-rules.ts';

interface RepositorySettingsProps {
  readonly repository: RepositoryDetails;
}

export function RepositorySettings({ repository }: RepositorySettingsProps) {
  return (
    <Stack>
      <RepositoryForm repository={repository} />
      {repository.kind === 'HOSTED' ? (
        <VersionRulesForm repository={repository} />
      ) : (
        <>
          <SupplyForm at={keyOf(repository)} />
          <NameOrigin at={keyOf(repository)} viewerCan={repository.viewerCan} />
        </>
      )}
      <RepositoryDeletion repository={repository} />
    </Stack>
  );
}

function keyOf({ project, slug }: RepositoryDetails): RepositoryKey {
  return { project: project.slug, repository: slug };
}

function RepositoryForm({ repository }: RepositorySettingsProps) {
  const { id, viewerCan, ...saved } = repository;
  const [form, setForm] = useState({
    name: saved.name,
    description: saved.description,
    isPublic: saved.isPublic,
  });
  const isSame =
    form.name === saved.name &&
    form.description === saved.description &&
    form.isPublic === saved.isPublic;
  return (
    <SaveForm
      title={t('repository.tab.settings')}
      document={UpdateRepositoryDocument}
      variables={{ input: { id, ...form } }}
      isSame={isSame}
      deniedReason={reasonWithout(viewerCan, 'repository:update')}
    >
      {(problems) => (
        <>
          <TextField
            label={t('field.name')}
            value={form.name}
            onChange={(event) => setForm({ ...form, name: event.target.value })}
            error={'name' in problems}
            helperText={problems['name']}
          />
          <TextField
            label={t('field.description')}
            value={form.description}
            onChange={(event) => setForm({ ...form, description: event.target.value })}
            error={'description' in problems}
            helperText={problems['description']}
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
        </>
      )}
    </SaveForm>
  );
}

/** The rules of its versions: what the format fixes cannot be chosen. */
function VersionRulesForm({ repository }: RepositorySettingsProps) {
  const { id, format, viewerCan } = repository;
  const saved = versionRulesOf(repository);
  const [rules, setRules] = useState(saved);
  const { data } = useReading(ServedFormatsDocument, {});
  const served = data?.servedFormats.find((one) => one.format === format);
  return (
    <SaveForm
      title={t('repository.rules')}
      document={UpdateRepositoryDocument}
      variables={{ input: { id, ...rules } }}
      isSame={areSameRules(rules, saved)}
      deniedReason={reasonWithout(viewerCan, 'repository:update')}
    >
      {() => (
        <VersionRuleFields
          format={format}
          rules={rules}
          fixed={served?.fixed ?? []}
          onChange={setRules}
        />
      )}
    </SaveForm>
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
