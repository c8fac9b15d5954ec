import type { Metadata } from 'next';
import { KeyRequestPage } from '#features/key-requests/KeyRequestPage.tsx';
import { t } from '#lib/messages.ts';
import { decodedParams } from '#lib/server/route-params.ts';
import { requireSession } from '#lib/session/session.ts';

interface KeyRequestRouteProps {
  readonly params: Promise<{ id: string }>;
}

export const metadata: Metadata = { title: t('key-request.title') };

export default async function KeyRequestRoute({ params }: KeyRequestRouteProps) {
  await requireSession();
  const { id } = await decodedParams(params);
  return <KeyRequestPage id={id} />;
}
