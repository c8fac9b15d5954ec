'use client';

import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { ReadingView } from '#features/reading/ReadingView.tsx';
import { NameOriginDocument, type NameOriginQuery } from '#generated/graphql.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { paths, type RepositoryKey } from '#lib/paths.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { type Column, DataTable } from '#ui/DataTable.tsx';
import { Panel } from '#ui/Panel.tsx';
import { Stack } from '#ui/Stack.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';
import { TextLink } from '#ui/TextLink.tsx';

type Answer = NonNullable<NonNullable<NameOriginQuery['repository']>['nameAnswers']>[number];

/** Where a name would come from: who is asked for it, in order, and what they say. */
export function NameOrigin({ at }: { readonly at: RepositoryKey }) {
  const [text, setText] = useState('');
  const [name, setName] = useState('');
  return (
    <Panel title={t('origin.title')}>
      <Stack>
        <form
          aria-label={t('origin.title')}
          onSubmit={(event) => {
            event.preventDefault();
            setName(text.trim());
          }}
        >
          <Stack gap={12}>
            <TextField
              label={t('origin.name')}
              helperText={t('origin.hint')}
              value={text}
              onChange={(event) => setText(event.target.value)}
              sx={{ maxWidth: 480 }}
            />
            <div>
              <ActionButton
                type="submit"
                variant="outlined"
                disabledReason={text.trim() === '' ? t('origin.say-name') : undefined}
              >
                {t('origin.ask')}
              </ActionButton>
            </div>
          </Stack>
        </form>
        {name === '' ? null : <Answers key={name} at={at} name={name} />}
      </Stack>
    </Panel>
  );
}

function Answers({ at, name }: { readonly at: RepositoryKey; readonly name: string }) {
  const reading = useReading(NameOriginDocument, { ...at, name });
  return (
    <ReadingView
      reading={reading}
      subject={({ repository }) => repository?.nameAnswers ?? null}
      skeleton={<TableSkeleton label={t('state.loading', { what: t('origin.title') })} />}
    >
      {(answers) => (
        <DataTable
          label={t('origin.answers', { name })}
          columns={columns}
          rows={answers}
          rowKey={({ repository }) => repository.id}
        />
      )}
    </ReadingView>
  );
}

const columns: readonly Column<Answer>[] = [
  {
    key: 'repository',
    title: t('origin.repository'),
    render: ({ repository: { slug, project } }) => (
      <TextLink href={paths.repository({ project: project.slug, repository: slug })} look="strong">
        {project.slug}/{slug}
      </TextLink>
    ),
  },
  {
    key: 'kind',
    title: t('repository.kind'),
    isSecondary: true,
    render: ({ repository }) => t(`repository.kind.${repository.kind}`),
  },
  {
    key: 'answer',
    title: t('origin.says'),
    render: ({ answer, versionsCount }) =>
      answer === 'HAS' ? t('origin.has', { count: versionsCount }) : t(`origin.${answer}`),
  },
  {
    key: 'reason',
    title: t('origin.reason'),
    isSecondary: true,
    render: ({ reason }) => reason ?? t('field.none'),
  },
];
