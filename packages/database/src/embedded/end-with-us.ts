import { spawn } from 'node:child_process';

/**
 * Sees to it that process `pid` gets `signal` when this process dies, even by SIGKILL: a shell
 * sleeps on a pipe from us, and the pipe ends when we do. `exited` calls it off.
 */
export function endWithUs(pid: number, signal: 'INT' | 'TERM', exited: Promise<unknown>): void {
  const guard = spawn('/bin/sh', ['-c', `read -r _; kill -${signal} "$0"`, String(pid)], {
    // Out of the reach of Ctrl-C, which is for us.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  // The pipe is a socket to Node, and must not keep us from ending.
  (guard.stdin as unknown as { unref(): void } | null)?.unref();
  guard.on('error', () => {});
  // Neither can fail: the end is only awaited, and a guard that is gone needs no end.
  void exited.then(() => guard.kill('SIGKILL'));
}
