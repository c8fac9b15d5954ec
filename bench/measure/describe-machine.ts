import { readFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';

/** What figures depend on, in one line that can be compared. */
export function describeMachine(): string {
  const all = cpus();
  const gibibytes = Math.round(totalmem() / 1024 ** 3);
  const load = readFileSync('/proc/loadavg', 'utf8').split(' ')[0];
  const node = `Node ${process.versions.node}`;
  const processor = `${all.length} × ${all[0]?.model.trim() ?? 'unknown processor'}`;
  return `${processor}, ${gibibytes} GiB, Linux ${release()}, ${node}, load ${load} at the start`;
}
