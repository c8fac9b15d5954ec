import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SignInPage } from '#features/session/SignInPage.tsx';
import { t } from '#lib/messages.ts';
import { safeReturnTo } from '#lib/paths.ts';
import { verifiedViewer } from '#lib/server/verified-viewer.ts';

export const metadata: Metadata = { title: t('sign-in.title') };

interface SignInRouteProps {
  readonly searchParams: Promise<{ returnTo?: string | string[] }>;
}

export default async function SignInRoute({ searchParams }: SignInRouteProps) {
  const { returnTo } = await searchParams;
  const wanted = typeof returnTo === 'string' ? returnTo : undefined;
  if ((await verifiedViewer()).viewer) redirect(safeReturnTo(wanted));
  return <SignInPage returnTo={wanted} />;
}
