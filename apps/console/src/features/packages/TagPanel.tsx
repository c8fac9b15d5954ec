'use client';

import CloseIcon from '@mui/icons-material/Close';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { FormFailure } from '#features/reading/FormFailure.tsx';
import { reasonWithout } from '#features/session/ViewerContext.tsx';
import { DeleteTagDocument, SetTagDocument } from '#generated/graphql.ts';
import { useAct } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { Choice } from '#ui/Choice.tsx';
import { FormDialog } from '#ui/FormDialog.tsx';
import { Panel } from '#ui/Panel.tsx';
import { useToast } from '#ui/Toasts.tsx';
import type { PackageDetails } from './package-details.ts';
import styles from './TagPanel.module.css';

interface TagPanelProps {
  readonly details: PackageDetails;
}

/** Names that point at versions: `latest`, `next` and the like. */
export function TagPanel({ details }: TagPanelProps) {
  const [isSetting, setIsSetting] = useState(false);
  const { run } = useAct(DeleteTagDocument);
  const toast = useToast();
  const disabledReason = reasonWithout(details.repository.viewerCan, 'artifact:publish');
  const remove = async (name: string): Promise<void> => {
    const { failure } = await run({ input: { packageId: details.id, name } });
    if (failure) toast({ tone: 'error', text: failure.message });
    else toast({ tone: 'success', text: t('package.tag.deleted', { name }) });
  };
  return (
    <Panel
      title={t('package.tags')}
      actions={
        <ActionButton
          size="small"
          variant="outlined"
          disabledReason={disabledReason}
          onClick={() => setIsSetting(true)}
        >
          {t('package.tag.set')}
        </ActionButton>
      }
    >
      {details.tags.length === 0 ? t('package.tags.empty') : null}
      <ul className={styles.tags}>
        {details.tags.map(({ id, name, artifact }) => (
          <li key={id} className={styles.tag}>
            <strong>{name}</strong>
            <code>{artifact.version}</code>
            {disabledReason === undefined ? (
              <IconButton
                size="small"
                aria-label={t('package.tag.delete', { name })}
                onClick={() => void remove(name)}
              >
                <CloseIcon sx={{ fontSize: 14 }} />
              </IconButton>
            ) : null}
          </li>
        ))}
      </ul>
      {isSetting ? <TagDialog details={details} onClose={() => setIsSetting(false)} /> : null}
    </Panel>
  );
}

function TagDialog({ details, onClose }: TagPanelProps & { readonly onClose: () => void }) {
  const versions = details.artifacts.nodes.map(({ version }) => version);
  const [name, setName] = useState('');
  const [version, setVersion] = useState(versions[0] ?? '');
  const { run, isRunning, failure } = useAct(SetTagDocument);
  const toast = useToast();
  const submit = async (): Promise<void> => {
    const { data } = await run({ input: { packageId: details.id, name, version } });
    if (!data) return;
    toast({ tone: 'success', text: t('package.tag.saved', { name, version }) });
    onClose();
  };
  return (
    <FormDialog
      isOpen
      title={t('package.tag.set')}
      submitLabel={t('package.tag.set')}
      cancelLabel={t('action.cancel')}
      isRunning={isRunning}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <FormFailure failure={failure} />
      <TextField
        label={t('package.tag.name')}
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={failure?.fields['name'] !== undefined}
        helperText={failure?.fields['name']}
        autoFocus
      />
      <Choice
        label={t('package.tag.version')}
        value={version}
        options={versions.map((one) => ({ value: one, label: one }))}
        onChange={setVersion}
      />
    </FormDialog>
  );
}
