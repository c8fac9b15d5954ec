import { databaseLimits } from '../limits.ts';
import { readDatabase } from '../read-database.ts';

// Run as a process of its own: reads the database named by the argument, prints records and peak.
const limits = { ...databaseLimits, ratioMax: Number.POSITIVE_INFINITY };
const { signal } = new AbortController();
let records = 0;
for await (const entry of readDatabase(process.argv[2] ?? '', { signal, limits })) {
  if ('record' in entry) records += 1;
}
process.stdout.write(JSON.stringify({ records, peakKibibytes: process.resourceUsage().maxRSS }));
