'use client';

import { useViewer } from '#features/session/ViewerContext.tsx';
import { t } from '#lib/messages.ts';
import { PageHeader } from '#ui/PageHeader.tsx';
import { RuleList } from './RuleList.tsx';

/** All rules that one may see; new ones speak everywhere. */
export function RulesPage() {
  const { permissions } = useViewer();
  return (
    <>
      <PageHeader title={t('rule.title')} description={t('rule.page.hint')} />
      <RuleList at={everywhere} format={null} viewerCan={permissions} />
    </>
  );
}

const everywhere = {};
