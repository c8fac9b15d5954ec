import { beatHeart } from '@bonded/database';
import { bestEffort } from '@bonded/kernel';
import type { Runtime } from '@bonded/runtime';

const beatMs = 5_000;

/**
 * Shows every few seconds that a worker lives, and takes up what dead ones left. Ends when it is
 * disposed of.
 */
export function keepHeartBeating(
  { ports, logger }: Pick<Runtime, 'ports' | 'logger'>,
  workerId: string,
): Disposable {
  const beat = async (): Promise<void> => {
    const dead = await beatHeart(ports.database, workerId);
    if (dead > 0) logger.warn({ dead }, 'took up the jobs of workers that ended');
  };
  // A beat that fails is one that was missed: the next comes soon.
  const tryBeat = () => void bestEffort('the next beat comes in seconds', beat);
  tryBeat();
  const timer = setInterval(tryBeat, beatMs);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
