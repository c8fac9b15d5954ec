import { SingleBar } from 'cli-progress';
import { plain } from './plain.ts';
import { formatBytes, formatSeconds } from './sizes.ts';
import { SpeedMeter } from './speed.ts';
import type { Terminal } from './terminal.ts';

export interface Progress extends Disposable {
  /** So many bytes are through. Cheap: call it for every chunk. */
  reach(bytes: number): void;
}

export interface ProgressOptions {
  readonly label: string;
  readonly totalBytes: number;
  /** Where it begins, when part of the way was gone before. */
  readonly fromBytes?: number;
}

const labelCharsMax = 32;
const redrawEveryMs = 100;
const format = '{label} [{bar}] {percentage}% {passed}/{size} {speed}/s {left}';

/** A bar with speed and remaining time, for people alone: none is drawn into a file or a pipe. */
export function startProgress(
  terminal: Terminal,
  { label, totalBytes, fromBytes = 0 }: ProgressOptions,
): Progress {
  if (terminal.notes.isTTY !== true) return { reach: () => {}, [Symbol.dispose]: () => {} };
  const bar = new SingleBar({
    format,
    stream: terminal.notes,
    barsize: 24,
    hideCursor: true,
    linewrap: true,
    // An interrupted command disposes of it like any other.
    gracefulExit: false,
  });
  const meter = new SpeedMeter();
  let drawnAtMs = -Infinity;
  let passed = fromBytes;
  const words = () => ({
    label: plain(label).slice(-labelCharsMax),
    passed: formatBytes(passed),
    size: formatBytes(totalBytes),
    speed: formatBytes(meter.bytesPerSecond ?? 0),
    left: formatSeconds(meter.secondsLeft(totalBytes)),
  });
  bar.start(totalBytes, fromBytes, words());
  return {
    reach: (bytes) => {
      passed = bytes;
      const nowMs = performance.now();
      if (nowMs - drawnAtMs < redrawEveryMs) return;
      drawnAtMs = nowMs;
      meter.note({ atMs: nowMs, bytes });
      bar.update(bytes, words());
    },
    [Symbol.dispose]: () => {
      bar.update(passed, words());
      bar.stop();
    },
  };
}
