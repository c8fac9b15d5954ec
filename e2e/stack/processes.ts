import { readdir, readFile, writeFile } from 'node:fs/promises';
import { inject } from 'vitest';

export type ServiceName = 'gateway' | 'worker' | 'blob';

const mains: Readonly<Record<ServiceName, string>> = {
  gateway: 'apps/gateway/src/main.ts',
  worker: 'apps/gateway/src/worker.ts',
  blob: 'apps/blob/src/main.ts',
};

async function textOf(path: string): Promise<string> {
  // A process may end between being listed and being read.
  return readFile(path, 'utf8').catch(() => '');
}

async function parentOf(pid: string): Promise<string> {
  const stat = await textOf(`/proc/${pid}/stat`);
  // The name in brackets may hold spaces: what follows it does not.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? '';
}

/** The process of one service of the stack under test, or null while it is down. */
export async function pidOf(service: ServiceName): Promise<number | null> {
  const parent = String(inject('stackPid'));
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    const command = await textOf(`/proc/${pid}/cmdline`);
    if (!command.includes(mains[service])) continue;
    if ((await parentOf(pid)) === parent) return Number(pid);
  }
  return null;
}

/** The most memory that a process ever held, in bytes. */
export async function peakMemoryOf(pid: number): Promise<number> {
  const kibibytes = /VmHWM:\s+(\d+) kB/.exec(await textOf(`/proc/${pid}/status`))?.[1] ?? '0';
  return Number(kibibytes) * 1024;
}

/** Lets the most memory begin anew with what the process holds now. */
export async function forgetPeakMemory(pid: number): Promise<void> {
  // proc(5): 5 is the peak of the resident set.
  await writeFile(`/proc/${pid}/clear_refs`, '5');
}

/** Ends a service as a power cut would end it; the product starts it again. */
export async function killService(service: ServiceName): Promise<void> {
  const pid = await pidOf(service);
  if (pid !== null) process.kill(pid, 'SIGKILL');
}

/** Stops a service where it stands: it keeps its connections and does nothing. */
export async function pauseService(service: ServiceName): Promise<void> {
  const pid = await pidOf(service);
  if (pid === null) throw new Error(`${service} is down`);
  process.kill(pid, 'SIGSTOP');
}

export async function resumeService(service: ServiceName): Promise<void> {
  const pid = await pidOf(service);
  if (pid !== null) process.kill(pid, 'SIGCONT');
}

const readyTimeoutMs = 60_000;

/** Waits until an address answers 200. */
export async function untilReady(url: string): Promise<void> {
  const deadline = Date.now() + readyTimeoutMs;
  for (;;) {
    const isReady = await fetch(`${url}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady) return;
    if (Date.now() > deadline) throw new Error(`${url} did not become ready`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
