import { type DatabaseLimits, databaseLimits } from '../limits.ts';
import { readDatabase } from '../read-database.ts';

/** Every entry as `name: id` or `name: reason`, sorted, because folders have no order. */
export async function readAll(
  path: string,
  options: { limits?: Partial<DatabaseLimits>; signal?: AbortSignal } = {},
): Promise<string[]> {
  const { signal = new AbortController().signal } = options;
  const limits = { ...databaseLimits, ...options.limits };
  const lines: string[] = [];
  for await (const entry of readDatabase(path, { signal, limits })) {
    lines.push(`${entry.name}: ${'record' in entry ? entry.record.id : entry.skipped}`);
  }
  return lines.toSorted();
}
