import type { Metadata } from 'next';
import { SearchPage } from '#features/search/SearchPage.tsx';
import { t } from '#lib/messages.ts';
import { requireSession } from '#lib/session/session.ts';

export const metadata: Metadata = { title: t('search.title') };

export default async function SearchRoute() {
  await requireSession();
  return <SearchPage />;
}
