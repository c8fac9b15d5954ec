'use client';

import { useState } from 'react';
import { PagedTable } from '#features/reading/PagedTable.tsx';
import { useAddress } from '#features/reading/use-address.ts';
import { pageArguments } from '#features/reading/use-page.ts';
import { useSaidAct } from '#features/reading/use-said-act.ts';
import { When } from '#features/reading/When.tsx';
import { reasonWithout } from '#features/session/ViewerContext.tsx';
import {
  DeletePolicyRuleDocument,
  type Format,
  PolicyRulesDocument,
  type RulePartsFragment,
} from '#generated/graphql.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import type { RepositoryKey } from '#lib/paths.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import type { Column } from '#ui/DataTable.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Panel } from '#ui/Panel.tsx';
import { RuleCreateDialog } from './RuleCreateDialog.tsx';
import { ruleEffect, ruleSubject } from './rule-words.ts';

export interface RuleListProps {
  readonly at: RepositoryKey;
  readonly format: Format;
  readonly viewerCan: readonly string[];
}

/** What is denied and waived here, by rules of this repository and by wider ones. */
export function RuleList({ at, format, viewerCan }: RuleListProps) {
  const address = useAddress();
  const variables = { ...at, ...pageArguments(address) };
  const reading = useReading(PolicyRulesDocument, variables, { types: ['PolicyRule'] });
  const [isAdding, setIsAdding] = useState(false);
  const disabledReason = reasonWithout(viewerCan, 'policy:update');
  const add = (
    <ActionButton
      variant="contained"
      size="small"
      onClick={() => setIsAdding(true)}
      disabledReason={disabledReason}
    >
      {t('rule.create')}
    </ActionButton>
  );
  const empty = (
    <EmptyState title={t('rule.empty.title')} hint={t('rule.empty.hint')} action={add} />
  );
  return (
    <Panel title={t('rule.title')} padding="flush" actions={add}>
      <PagedTable
        reading={reading}
        subject={(data) => data.policyRules}
        label={t('rule.title')}
        columns={columnsOf(disabledReason)}
        address={address}
        empty={empty}
      />
      {isAdding ? (
        <RuleCreateDialog at={at} format={format} onClose={() => setIsAdding(false)} />
      ) : null}
    </Panel>
  );
}

function columnsOf(disabledReason: string | undefined): readonly Column<RulePartsFragment>[] {
  return [
    { key: 'subject', title: t('rule.subject'), render: ruleSubject },
    { key: 'effect', title: t('rule.effect'), render: ruleEffect },
    { key: 'reason', title: t('rule.reason'), isSecondary: true, render: ({ reason }) => reason },
    {
      key: 'scope',
      title: t('rule.place'),
      isSecondary: true,
      render: ({ scopeKind }) => t(`scope.${scopeKind}`),
    },
    {
      key: 'by',
      title: t('rule.by'),
      isSecondary: true,
      render: ({ createdBy }) => createdBy?.displayName ?? t('field.none'),
    },
    {
      key: 'until',
      title: t('rule.until'),
      isSecondary: true,
      render: ({ expiresAt }) => (expiresAt ? <When at={expiresAt} /> : t('rule.for-good')),
    },
    {
      key: 'remove',
      title: t('field.actions'),
      isTitleHidden: true,
      align: 'right',
      render: (rule) => <RemoveRule rule={rule} disabledReason={disabledReason} />,
    },
  ];
}

interface RemoveRuleProps {
  readonly rule: RulePartsFragment;
  readonly disabledReason: string | undefined;
}

function RemoveRule({ rule, disabledReason }: RemoveRuleProps) {
  const { act, isRunning } = useSaidAct(DeletePolicyRuleDocument);
  return (
    <ActionButton
      size="small"
      color="error"
      isRunning={isRunning}
      disabledReason={disabledReason}
      onClick={() => void act({ input: { id: rule.id } }, t('rule.deleted'))}
    >
      {t('rule.delete')}
    </ActionButton>
  );
}
