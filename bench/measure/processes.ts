import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** The kernel counts processor time in ticks of this length (`getconf CLK_TCK` on Linux). */
const ticksPerSecond = 100;

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // A process may end between being listed and being read.
    return '';
  }
}

/** The fields of `/proc/{pid}/stat` from the third on: the name before them may hold anything. */
function statOf(pid: number): readonly string[] {
  const text = textOf(`/proc/${pid}/stat`);
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** A process and everything that it started, directly or not. */
function treeOf(root: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const parent = Number(statOf(pid)[1]);
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const found = [root];
  // Grows while it is walked: every process is in it once.
  for (const pid of found) found.push(...(children.get(pid) ?? []));
  return found;
}

/** Processor time that a tree has used so far, in seconds, by its processes that still run. */
export function cpuSecondsOf(root: number): number {
  const ticks = treeOf(root).map((pid) => {
    const fields = statOf(pid);
    return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  });
  return ticks.reduce((sum, each) => sum + each, 0) / ticksPerSecond;
}

/** Starts the peaks of a tree anew (proc(5), `clear_refs`: 5). */
export function resetPeakMemory(root: number): void {
  for (const pid of treeOf(root)) {
    try {
      writeFileSync(`/proc/${pid}/clear_refs`, '5');
    } catch {
      // A process of another user keeps its old peak: it is only ever too high.
    }
  }
}

/** The most memory that any one process of a tree has held since the reset, in bytes. */
export function peakMemoryOf(root: number): number {
  const peaks = treeOf(root).map((pid) => {
    const kibibytes = /VmHWM:\s+(\d+) kB/.exec(textOf(`/proc/${pid}/status`))?.[1] ?? '0';
    return Number(kibibytes) * 1024;
  });
  return Math.max(0, ...peaks);
}
