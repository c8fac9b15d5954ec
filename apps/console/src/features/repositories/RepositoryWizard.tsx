'use client';

import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import { useRouter } from 'next/navigation';
import { type SubmitEvent, useState } from 'react';
import { NameFields, unnamed } from '#features/projects/NameFields.tsx';
import { FormFailure } from '#features/reading/FormFailure.tsx';
import { CreateRepositoryDocument, type Format, type RepositoryKind } from '#generated/graphql.ts';
import { useAct } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { LinkButton } from '#ui/LinkButton.tsx';
import { OptionCards } from '#ui/OptionCards.tsx';
import { PageHeader } from '#ui/PageHeader.tsx';
import { Panel } from '#ui/Panel.tsx';
import { Stack } from '#ui/Stack.tsx';
import { TextLink } from '#ui/TextLink.tsx';
import { useToast } from '#ui/Toasts.tsx';
import { creatableFormats, creatableKinds, formatName, kindName } from './repository-words.ts';

const formatHints = { NPM: t('repository.format.npm'), RAW: t('repository.format.raw') } as const;

/** Three questions, in one form: what it holds, where that comes from, what it is called. */
export function RepositoryWizard({ project }: { readonly project: string }) {
  const [format, setFormat] = useState<Format>('NPM');
  const [kind, setKind] = useState<RepositoryKind>('HOSTED');
  const [naming, setNaming] = useState(unnamed);
  const [isPublic, setIsPublic] = useState(false);
  const { run, isRunning, failure } = useAct(CreateRepositoryDocument);
  const router = useRouter();
  const toast = useToast();

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (isRunning) return;
    const { name, slug, description } = naming;
    const { data } = await run({
      input: { project, slug, name, description, format, kind, isPublic },
    });
    if (!data) return;
    toast({ tone: 'success', text: t('repository.created', { name }) });
    router.push(paths.repository({ project, repository: slug }, 'setup'));
  };

  return (
    <>
      <PageHeader
        caption={
          <TextLink href={paths.project(project)} look="quiet">
            {project}
          </TextLink>
        }
        title={t('repository.create')}
        description={t('repository.wizard.description')}
      />
      <form onSubmit={(event) => void submit(event)} style={{ maxWidth: 760 }}>
        <Stack>
          <WhatAndWhence format={format} kind={kind} onFormat={setFormat} onKind={setKind} />
          <Panel title={t('repository.wizard.names')}>
            <Stack>
              <NameFields naming={naming} onChange={setNaming} problems={failure?.fields ?? {}} />
              <FormControlLabel
                control={
                  <Switch checked={isPublic} onChange={(_event, next) => setIsPublic(next)} />
                }
                label={t('repository.public')}
              />
            </Stack>
          </Panel>
          <FormFailure failure={failure} />
          <Stack direction="row" gap={8}>
            <ActionButton type="submit" variant="contained" isRunning={isRunning}>
              {t('repository.create')}
            </ActionButton>
            <LinkButton href={paths.project(project)}>{t('action.cancel')}</LinkButton>
          </Stack>
        </Stack>
      </form>
    </>
  );
}

interface WhatAndWhenceProps {
  readonly format: Format;
  readonly kind: RepositoryKind;
  readonly onFormat: (format: Format) => void;
  readonly onKind: (kind: RepositoryKind) => void;
}

function WhatAndWhence({ format, kind, onFormat, onKind }: WhatAndWhenceProps) {
  return (
    <>
      <Panel title={t('repository.wizard.format')}>
        <OptionCards
          label={t('repository.format')}
          value={format}
          onChange={onFormat}
          options={creatableFormats.map((value) => ({
            value,
            title: formatName(value),
            hint: formatHints[value],
          }))}
        />
      </Panel>
      <Panel title={t('repository.wizard.kind')}>
        <OptionCards
          label={t('repository.kind')}
          value={kind}
          onChange={onKind}
          options={creatableKinds.map((value) => ({
            value,
            title: kindName(value),
            hint: t(`repository.kind.${value}.hint`),
          }))}
        />
      </Panel>
    </>
  );
}
