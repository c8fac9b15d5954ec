import type { Metadata } from 'next';
import { RulesPage } from '#features/rules/RulesPage.tsx';
import { t } from '#lib/messages.ts';
import { requireSession } from '#lib/session/session.ts';

export const metadata: Metadata = { title: t('rule.title') };

export default async function RulesRoute() {
  await requireSession();
  return <RulesPage />;
}
