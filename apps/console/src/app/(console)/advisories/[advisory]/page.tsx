import type { Metadata } from 'next';
import { AdvisoryPage } from '#features/advisories/AdvisoryPage.tsx';
import { decodedParams } from '#lib/server/route-params.ts';
import { requireSession } from '#lib/session/session.ts';

interface AdvisoryRouteProps {
  readonly params: Promise<{ advisory: string }>;
}

export async function generateMetadata({ params }: AdvisoryRouteProps): Promise<Metadata> {
  const { advisory } = await decodedParams(params);
  return { title: advisory };
}

export default async function AdvisoryRoute({ params }: AdvisoryRouteProps) {
  await requireSession();
  const { advisory } = await decodedParams(params);
  return <AdvisoryPage advisoryId={advisory} />;
}
