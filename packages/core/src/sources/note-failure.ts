import { AppError, bestEffort } from '@bonded/kernel';
import type { Ports } from '../ports.ts';

const failureCharsMax = 500;

/** What went wrong, for who looks after the source. */
export function failureOf(cause: unknown): string {
  const words = cause instanceof AppError ? cause.message : 'It could not be read.';
  return words.slice(0, failureCharsMax);
}

export async function noteFailure(
  { database }: Pick<Ports, 'database'>,
  id: string,
  { failure }: { readonly failure: string },
): Promise<void> {
  await bestEffort('the failure itself is told to who asked', () =>
    database.prisma.vcsSource.updateMany({
      where: { id },
      data: { failedAt: new Date(), failure },
    }),
  );
}
