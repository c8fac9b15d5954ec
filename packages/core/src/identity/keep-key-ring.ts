import type { KeyRing } from '@bonded/auth';
import { bestEffort, type Clock } from '@bonded/kernel';
import type { EventBus } from '../events/index.ts';
import { type KeyPorts, loadKeyRing, rotateSigningKeys } from './signing-keys.ts';

const rotationCheckMs = 60 * 60 * 1000;

export interface KeyRingPorts extends KeyPorts {
  readonly clock: Clock;
  readonly events: EventBus;
}

/**
 * The signing keys of the moment: rotated when due, loaded again whenever any replica rotated them.
 * Until the signal aborts.
 */
export async function keepKeyRing(
  ports: KeyRingPorts,
  options: { readonly signal: AbortSignal; readonly onError: (error: unknown) => void },
): Promise<() => KeyRing> {
  const { signal, onError } = options;
  await rotateSigningKeys(ports, ports.clock.now());
  let loads = 0;
  let newest = 0;
  let ring: KeyRing | null = null;
  const load = async () => {
    const turn = (loads += 1);
    const loaded = await loadKeyRing(ports);
    // A load that began later saw at least as much.
    if (turn > newest) [newest, ring] = [turn, loaded];
    return loaded;
  };
  const reload = () => void bestEffort('the ring of before still serves', load, onError);
  // Heard from before the first load: what changes meanwhile is not missed.
  ports.events.onGap(reload);
  ports.events.subscribe((event) => {
    if (event.type === 'signing-keys.changed') reload();
  });
  const first = await load();
  const timer = setInterval(() => {
    rotateSigningKeys(ports, ports.clock.now()).catch(onError);
  }, rotationCheckMs);
  timer.unref();
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  return () => ring ?? first;
}
