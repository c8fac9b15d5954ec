'use client';

import { GrowingList } from '#features/reading/GrowingList.tsx';
import { RowRemoval } from '#features/reading/RowRemoval.tsx';
import { useAddress } from '#features/reading/use-address.ts';
import { pageArguments } from '#features/reading/use-page.ts';
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
import type { Column } from '#ui/DataTable.tsx';
import { RuleCreateDialog } from './RuleCreateDialog.tsx';
import type { RulesAt } from './rule-draft.ts';
import { ruleEffect, rulePlace, ruleSubject } from './rule-words.ts';

export interface RuleListProps {
  /** Empty: everywhere. */
  readonly at: RulesAt;
  /** Of the repository; a wider place has rules of every format. */
  readonly format: Format | null;
  readonly viewerCan: readonly string[];
}

/** What is denied and waived at a place, by its own rules and by wider ones. */
export function RuleList({ at, format, viewerCan }: RuleListProps) {
  const address = useAddress();
  const variables = { ...at, ...pageArguments(address) };
  const reading = useReading(PolicyRulesDocument, variables, { types: ['PolicyRule'] });
  const disabledReason = reasonWithout(viewerCan, 'policy:update');
  return (
    <GrowingList
      title={t('rule.title')}
      addLabel={t('rule.create')}
      disabledReason={disabledReason}
      reading={reading}
      subject={(data) => data.policyRules}
      columns={columnsOf(disabledReason)}
      address={address}
      empty={{ title: t('rule.empty.title'), hint: t('rule.empty.hint') }}
    >
      {(onClose) => <RuleCreateDialog at={at} format={format} onClose={onClose} />}
    </GrowingList>
  );
}

function columnsOf(disabledReason: string | undefined): readonly Column<RulePartsFragment>[] {
  return [
    { key: 'subject', title: t('rule.subject'), render: ruleSubject },
    { key: 'effect', title: t('rule.effect'), render: ruleEffect },
    { key: 'reason', title: t('rule.reason'), isSecondary: true, render: ({ reason }) => reason },
    { key: 'scope', title: t('rule.place'), isSecondary: true, render: rulePlace },
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
      render: ({ id }) => (
        <RowRemoval
          document={DeletePolicyRuleDocument}
          id={id}
          label={t('rule.delete')}
          said={t('rule.deleted')}
          disabledReason={disabledReason}
        />
      ),
    },
  ];
}
