import { startStack } from '../stack/start-stack.ts';
import { rememberAddresses } from './addresses.ts';
import { seedWarehouse } from './seed.ts';

/** Starts the product once for all specs, unless the environment names one that runs already. */
// oxlint-disable-next-line import/no-default-export -- Playwright loads it by its default export.
export default async function globalSetup(): Promise<() => Promise<void>> {
  const running = process.env['BONDED_E2E_CONSOLE_URL'];
  if (running !== undefined) return async () => {};
  const stack = await startStack();
  rememberAddresses(stack);
  await seedWarehouse();
  return () => stack.stop();
}
