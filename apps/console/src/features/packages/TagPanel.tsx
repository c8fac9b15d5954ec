'use client';

import CloseIcon from '@mui/icons-material/Close';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { ActDialog } from '#features/reading/ActDialog.tsx';
import { useSaidAct } from '#features/reading/use-said-act.ts';
import { reasonWithout } from '#features/session/ViewerContext.tsx';
import { DeleteTagDocument, SetTagDocument } from '#generated/graphql.ts';
import { shortVersion } from '#lib/format.ts';
import { t } from '#lib/messages.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { Choice } from '#ui/Choice.tsx';
import { Panel } from '#ui/Panel.tsx';
import type { PackageDetails } from './package-details.ts';
import styles from './TagPanel.module.css';

interface TagPanelProps {
  readonly details: PackageDetails;
}

/** Names that point at versions: `latest`, `next` and the like. */
export function TagPanel({ details }: TagPanelProps) {
  const [isSetting, setIsSetting] = useState(false);
  const { act } = useSaidAct(DeleteTagDocument);
  const { kind, viewerCan } = details.repository;
  const disabledReason = reasonWithout(viewerCan, 'artifact:publish');
  // Elsewhere they are what the upstream or the members say.
  const isHosted = kind === 'HOSTED';
  const setButton = (
    <ActionButton
      size="small"
      variant="outlined"
      disabledReason={disabledReason}
      onClick={() => setIsSetting(true)}
    >
      {t('package.tag.set')}
    </ActionButton>
  );
  return (
    <Panel title={t('package.tags')} actions={isHosted ? setButton : undefined}>
      {kind === 'PROXY' ? <p className={styles.note}>{t('package.tags.upstream')}</p> : null}
      {details.tags.length === 0 ? t('package.tags.empty') : null}
      <ul className={styles.tags}>
        {details.tags.map(({ id, name, artifact }) => (
          <li key={id} className={styles.tag}>
            <strong>{name}</strong>
            <code title={artifact.version}>{shortVersion(artifact.version)}</code>
            {isHosted && disabledReason === undefined ? (
              <IconButton
                size="small"
                aria-label={t('package.tag.delete', { name })}
                onClick={() =>
                  void act(
                    { input: { packageId: details.id, name } },
                    t('package.tag.deleted', { name }),
                  )
                }
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
  return (
    <ActDialog
      document={SetTagDocument}
      variables={{ input: { packageId: details.id, name, version } }}
      title={t('package.tag.set')}
      said={t('package.tag.saved', { name, version: shortVersion(version) })}
      onClose={onClose}
    >
      {(problems) => (
        <>
          <TextField
            label={t('package.tag.name')}
            value={name}
            onChange={(event) => setName(event.target.value)}
            error={'name' in problems}
            helperText={problems['name']}
            autoFocus
          />
          <Choice
            label={t('package.tag.version')}
            value={version}
            options={versions.map((one) => ({ value: one, label: shortVersion(one) }))}
            onChange={setVersion}
          />
        </>
      )}
    </ActDialog>
  );
}
