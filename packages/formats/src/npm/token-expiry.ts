import type { FormatCall } from '../format.ts';

/** How long a token lives that npm keeps in a file, where nobody asks for another time. */
const tokenDays = 90;
const dayMs = 24 * 60 * 60 * 1000;

export function tokenExpiry({ ports }: Pick<FormatCall, 'ports'>, days: number = tokenDays): Date {
  return new Date(ports.clock.now().getTime() + days * dayMs);
}
