'use client';

import TextField from '@mui/material/TextField';
import { type SubmitEvent, useState } from 'react';
import { FormFailure } from '#features/reading/FormFailure.tsx';
import { ReadingView } from '#features/reading/ReadingView.tsx';
import { reasonWithout } from '#features/session/ViewerContext.tsx';
import { NameOriginDocument, type NameOriginQuery } from '#generated/graphql.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { paths, type RepositoryKey } from '#lib/paths.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { Choice } from '#ui/Choice.tsx';
import { type Column, DataTable } from '#ui/DataTable.tsx';
import { Panel } from '#ui/Panel.tsx';
import { Stack } from '#ui/Stack.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';
import { TextLink } from '#ui/TextLink.tsx';
import { emptyQuestion, type OriginQuestion, originVariables } from './origin-question.ts';

type Answer = NonNullable<NonNullable<NameOriginQuery['repository']>['nameAnswers']>[number];

export interface NameOriginProps {
  readonly at: RepositoryKey;
  readonly viewerCan: readonly string[];
}

/** Where a name would come from, for whom: who is asked for it, in order, and what they say. */
export function NameOrigin({ at, viewerCan }: NameOriginProps) {
  const [draft, setDraft] = useState(emptyQuestion);
  const [asked, setAsked] = useState<OriginQuestion>();
  const disabledReason = reasonAgainst(draft, viewerCan);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (disabledReason === undefined) setAsked(draft);
  };
  return (
    <Panel title={t('origin.title')}>
      <Stack>
        <form aria-label={t('origin.title')} onSubmit={submit} style={{ maxWidth: 560 }}>
          <Stack>
            <QuestionFields draft={draft} onChange={setDraft} />
            <div>
              <ActionButton type="submit" variant="outlined" disabledReason={disabledReason}>
                {t('origin.ask')}
              </ActionButton>
            </div>
          </Stack>
        </form>
        {asked ? <Answers key={JSON.stringify(asked)} at={at} question={asked} /> : null}
      </Stack>
    </Panel>
  );
}

function reasonAgainst(
  { name, as, user }: OriginQuestion,
  viewerCan: readonly string[],
): string | undefined {
  if (name.trim() === '') return t('origin.say-name');
  if (as !== 'user') return undefined;
  return (
    reasonWithout(viewerCan, 'binding:read') ??
    (user.trim() === '' ? t('origin.say-user') : undefined)
  );
}

interface QuestionFieldsProps {
  readonly draft: OriginQuestion;
  readonly onChange: (draft: OriginQuestion) => void;
}

function QuestionFields({ draft, onChange }: QuestionFieldsProps) {
  const plain = { htmlInput: { spellCheck: false, autoCapitalize: 'none' } };
  return (
    <>
      <TextField
        label={t('origin.name')}
        helperText={t('origin.hint')}
        value={draft.name}
        onChange={(event) => onChange({ ...draft, name: event.target.value })}
        slotProps={plain}
      />
      <Choice
        label={t('origin.as')}
        value={draft.as}
        options={(['me', 'anonymous', 'user'] as const).map((value) => ({
          value,
          label: t(`origin.as.${value}`),
        }))}
        onChange={(as) => onChange({ ...draft, as })}
      />
      {draft.as === 'user' ? (
        <TextField
          label={t('origin.user')}
          helperText={t('origin.user.hint')}
          value={draft.user}
          onChange={(event) => onChange({ ...draft, user: event.target.value })}
          autoComplete="off"
          slotProps={plain}
        />
      ) : null}
    </>
  );
}

interface AnswersProps {
  readonly at: RepositoryKey;
  readonly question: OriginQuestion;
}

function Answers({ at, question }: AnswersProps) {
  const variables = originVariables(question);
  const reading = useReading(NameOriginDocument, { ...at, ...variables });
  const { name, asUser: user } = variables;
  const label =
    user === undefined ? t('origin.answers', { name }) : t('origin.answers.for', { name, user });
  // Not the page is missing, but who was named.
  if (reading.failure?.code === 'USER_NOT_FOUND') return <FormFailure failure={reading.failure} />;
  return (
    <ReadingView
      reading={reading}
      subject={({ repository }) => repository?.nameAnswers ?? null}
      skeleton={<TableSkeleton label={t('state.loading', { what: t('origin.title') })} />}
    >
      {(answers) => (
        <DataTable
          label={label}
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
