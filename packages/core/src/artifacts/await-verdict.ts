import type { Ports } from '../ports.ts';

/** How long a publish waits for its verdict, so that publish-then-install needs no second try. */
export const verdictWaitMs = 10_000;

/**
 * Resolves when the artifact's scan is over or the wait is; never fails, because the publish
 * already succeeded.
 */
export function awaitVerdict(
  ports: Pick<Ports, 'database' | 'events'>,
  artifactId: string,
  options: { readonly signal: AbortSignal; readonly waitMs?: number },
): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      unsubscribe();
      offGap();
      clearTimeout(timer);
      options.signal.removeEventListener('abort', finish);
      resolve();
    };
    const look = async () => {
      // One that ended without a word of any scanner is over too.
      const open = await ports.database.prisma.scan.findFirst({
        where: { artifactId, finishedAt: null },
        select: { id: true },
      });
      if (open === null) finish();
    };
    const timer = setTimeout(finish, options.waitMs ?? verdictWaitMs);
    const unsubscribe = ports.events.subscribe((event) => {
      if (event.type === 'artifact.changed' && event.artifactId === artifactId) {
        look().catch(finish);
      }
    });
    // The event may be among those that were missed. While the database is away nobody knows the
    // verdict, and waiting on would only keep the publisher (D1.15).
    const offGap = ports.events.onGap(() => {
      look().catch(finish);
    });
    options.signal.addEventListener('abort', finish, { once: true });
    // The scan may have ended before we listened.
    look().catch(finish);
  });
}
