import { adminPassword as defaultPassword } from '../stack/start-stack.ts';

export interface Addresses {
  readonly gatewayUrl: string;
  readonly consoleUrl: string;
}

/** Tells the test processes, which are not ours, where the product runs. */
export function rememberAddresses({ gatewayUrl, consoleUrl }: Addresses): void {
  process.env['BONDED_E2E_GATEWAY_URL'] = gatewayUrl;
  process.env['BONDED_E2E_CONSOLE_URL'] = consoleUrl;
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}

export const gatewayUrl = (): string => required('BONDED_E2E_GATEWAY_URL');

export const consoleUrl = (): string => required('BONDED_E2E_CONSOLE_URL');

export const adminPassword = (): string =>
  process.env['BONDED_E2E_ADMIN_PASSWORD'] ?? defaultPassword;
