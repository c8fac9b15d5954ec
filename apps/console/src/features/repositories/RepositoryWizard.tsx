'use client';

import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import { useRouter } from 'next/navigation';
import { type SubmitEvent, useState } from 'react';
import { NameFields, unnamed } from '#features/projects/NameFields.tsx';
import { FormFailure } from '#features/reading/FormFailure.tsx';
import { ReadingView } from '#features/reading/ReadingView.tsx';
import { reasonWithout } from '#features/session/ViewerContext.tsx';
import {
  CreateRepositoryDocument,
  type Format,
  RepositoryChoicesDocument,
  type RepositoryChoicesQuery,
  type RepositoryKind,
  type ServedFormatPartsFragment,
} from '#generated/graphql.ts';
import { useAct, useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { LinkButton } from '#ui/LinkButton.tsx';
import { OptionCards } from '#ui/OptionCards.tsx';
import { PageHeader } from '#ui/PageHeader.tsx';
import { Panel } from '#ui/Panel.tsx';
import { Stack } from '#ui/Stack.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';
import { TextLink } from '#ui/TextLink.tsx';
import { useToast } from '#ui/Toasts.tsx';
import { formatName, kindName } from './repository-words.ts';
import { SupplyFields, type SupplyFieldsProps } from './SupplyFields.tsx';
import { supplyInput, unsupplied } from './supply.ts';
import { UnsavedTrial } from './UpstreamTrial.tsx';
import { VersionRuleFields, type VersionRuleFieldsProps } from './VersionRuleFields.tsx';
import { versionRulesOf } from './version-rules.ts';

type Served = ServedFormatPartsFragment;

/** What can be made, and where; null where the project is not there for this viewer. */
function choicesOf({ project, servedFormats }: RepositoryChoicesQuery) {
  const [first, ...others] = servedFormats;
  return project ? { project, served: first ? ([first, ...others] as const) : null } : null;
}

/** What it holds, where that comes from, what it is called, and what may become of versions. */
export function RepositoryWizard({ project }: { readonly project: string }) {
  const reading = useReading(RepositoryChoicesDocument, { project });
  return (
    <>
      <PageHeader
        caption={
          <TextLink href={paths.project(project)} look="quiet">
            {reading.data?.project?.name ?? project}
          </TextLink>
        }
        title={t('repository.create')}
        description={t('repository.wizard.description')}
      />
      <ReadingView
        reading={reading}
        subject={choicesOf}
        skeleton={<TableSkeleton label={t('state.loading', { what: t('repository.format') })} />}
      >
        {({ project: { viewerCan }, served }) =>
          served === null ? (
            <EmptyState
              title={t('repository.wizard.nothing-served.title')}
              hint={t('repository.wizard.nothing-served.hint')}
            />
          ) : (
            <WizardForm project={project} served={served} viewerCan={viewerCan} />
          )
        }
      </ReadingView>
    </>
  );
}

interface WizardFormProps {
  readonly project: string;
  readonly served: readonly [Served, ...Served[]];
  readonly viewerCan: readonly string[];
}

function WizardForm({ project, served, viewerCan }: WizardFormProps) {
  const deniedReason = reasonWithout(viewerCan, 'repository:create');
  const [chosen, setChosen] = useState(served[0]);
  const [kind, setKind] = useState<RepositoryKind>('HOSTED');
  const [supply, setSupply] = useState(unsupplied);
  const [rules, setRules] = useState(versionRulesOf(chosen.conventions));
  const [naming, setNaming] = useState(unnamed);
  const [isPublic, setIsPublic] = useState(false);
  const { run, isRunning, failure } = useAct(CreateRepositoryDocument);
  const router = useRouter();
  const toast = useToast();

  const choose = (format: Format): void => {
    const next = served.find((one) => one.format === format) ?? chosen;
    setChosen(next);
    setRules(versionRulesOf(next.conventions));
    if (!next.kinds.includes(kind)) setKind(next.kinds[0] ?? 'HOSTED');
  };

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (isRunning || deniedReason !== undefined) return;
    const { name, slug, description } = naming;
    const { format } = chosen;
    const { data } = await run({
      input: {
        ...{ project, slug, name, description, format, kind, isPublic },
        ...(kind === 'HOSTED' ? rules : supplyInput(supply, { kind, format, saved: unsupplied })),
      },
    });
    if (!data) return;
    toast({ tone: 'success', text: t('repository.created', { name }) });
    router.push(paths.repository({ project, repository: slug }, 'setup'));
  };

  return (
    <form onSubmit={(event) => void submit(event)} style={{ maxWidth: 760 }}>
      <Stack>
        <WhatAndWhence
          served={served}
          chosen={chosen}
          kind={kind}
          onFormat={choose}
          onKind={setKind}
        />
        <SupplyPanel
          {...{ project, kind, supply, deniedReason }}
          format={chosen.format}
          onChange={setSupply}
          problems={failure?.fields ?? {}}
        />
        <Panel title={t('repository.wizard.names')}>
          <Stack>
            <NameFields naming={naming} onChange={setNaming} problems={failure?.fields ?? {}} />
            <FormControlLabel
              control={<Switch checked={isPublic} onChange={(_event, next) => setIsPublic(next)} />}
              label={t('repository.public')}
            />
          </Stack>
        </Panel>
        {kind === 'HOSTED' ? (
          <RulesPanel chosen={chosen} rules={rules} onChange={setRules} />
        ) : null}
        <FormFailure failure={failure} />
        <WizardFoot project={project} isRunning={isRunning} deniedReason={deniedReason} />
      </Stack>
    </form>
  );
}

interface RulesPanelProps extends Pick<VersionRuleFieldsProps, 'rules' | 'onChange'> {
  readonly chosen: Served;
}

function RulesPanel({ chosen: { format, fixed }, rules, onChange }: RulesPanelProps) {
  return (
    <Panel title={t('repository.wizard.rules')}>
      <VersionRuleFields format={format} rules={rules} fixed={fixed} onChange={onChange} />
    </Panel>
  );
}

interface SupplyPanelProps extends Omit<SupplyFieldsProps, 'kind'> {
  readonly project: string;
  readonly kind: RepositoryKind;
  readonly deniedReason: string | undefined;
}

/** A hosted repository need not be told where things come from. */
function SupplyPanel({ project, kind, deniedReason, ...fields }: SupplyPanelProps) {
  if (kind === 'HOSTED') return null;
  const { format, supply } = fields;
  return (
    <Panel title={t(`repository.supply.${kind}`)}>
      <Stack>
        <SupplyFields kind={kind} {...fields} />
        {kind === 'PROXY' ? <UnsavedTrial {...{ project, format, supply, deniedReason }} /> : null}
      </Stack>
    </Panel>
  );
}

interface WizardFootProps {
  readonly project: string;
  readonly isRunning: boolean;
  readonly deniedReason: string | undefined;
}

function WizardFoot({ project, isRunning, deniedReason }: WizardFootProps) {
  return (
    <Stack direction="row" gap={8}>
      <ActionButton
        type="submit"
        variant="contained"
        isRunning={isRunning}
        disabledReason={deniedReason}
      >
        {t('repository.create')}
      </ActionButton>
      <LinkButton href={paths.project(project)}>{t('action.cancel')}</LinkButton>
    </Stack>
  );
}

interface WhatAndWhenceProps {
  readonly served: readonly Served[];
  readonly chosen: Served;
  readonly kind: RepositoryKind;
  readonly onFormat: (format: Format) => void;
  readonly onKind: (kind: RepositoryKind) => void;
}

function WhatAndWhence(props: WhatAndWhenceProps) {
  const { served, chosen, kind, onFormat, onKind } = props;
  return (
    <>
      <Panel title={t('repository.wizard.format')}>
        <OptionCards
          label={t('repository.format')}
          value={chosen.format}
          onChange={onFormat}
          options={served.map(({ format }) => ({
            value: format,
            title: formatName(format),
            hint: t(`repository.format.${format}`),
          }))}
        />
      </Panel>
      <Panel title={t('repository.wizard.kind')}>
        <OptionCards
          label={t('repository.kind')}
          value={kind}
          onChange={onKind}
          options={chosen.kinds.map((value) => ({
            value,
            title: kindName(value),
            hint: t(`repository.kind.${value}.hint`),
          }))}
        />
      </Panel>
    </>
  );
}
