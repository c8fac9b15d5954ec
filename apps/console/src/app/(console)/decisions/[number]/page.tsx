import type { Metadata } from 'next';
import { DecisionPage } from '#features/decisions/DecisionPage.tsx';
import { decodedParams } from '#lib/server/route-params.ts';
import { requireSession } from '#lib/session/session.ts';

interface DecisionRouteProps {
  readonly params: Promise<{ number: string }>;
}

export async function generateMetadata({ params }: DecisionRouteProps): Promise<Metadata> {
  const { number } = await decodedParams(params);
  return { title: number };
}

export default async function DecisionRoute({ params }: DecisionRouteProps) {
  await requireSession();
  const { number } = await decodedParams(params);
  return <DecisionPage number={number.toUpperCase()} />;
}
