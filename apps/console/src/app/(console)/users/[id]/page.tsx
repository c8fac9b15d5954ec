import type { Metadata } from 'next';
import { UserPage } from '#features/users/UserPage.tsx';
import { t } from '#lib/messages.ts';
import { decodedParams } from '#lib/server/route-params.ts';
import { requireSession } from '#lib/session/session.ts';

export const metadata: Metadata = { title: t('user.caption') };

interface UserRouteProps {
  readonly params: Promise<{ id: string }>;
}

export default async function UserRoute({ params }: UserRouteProps) {
  await requireSession();
  const { id } = await decodedParams(params);
  return <UserPage id={id} />;
}
