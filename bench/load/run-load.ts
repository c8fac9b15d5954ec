import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DownloadOptions } from './downloads-process.ts';
import type { EachOnceOptions } from './each-once-process.ts';
import type { ImagePushOptions } from './image-push-process.ts';
import type { LoadReport } from './load-report.ts';
import type { PublishOptions } from './publishes-process.ts';
import type { PutOptions } from './put-process.ts';
import type { RequestOptions } from './requests-process.ts';
import type { TusUploadOptions } from './tus-upload-process.ts';

/** Every generator with what it takes. */
interface Generators {
  readonly requests: RequestOptions;
  readonly downloads: DownloadOptions;
  readonly 'each-once': EachOnceOptions;
  readonly publishes: PublishOptions;
  readonly 'tus-upload': TusUploadOptions;
  readonly put: PutOptions;
  readonly 'image-push': ImagePushOptions;
}

export type GeneratorName = keyof Generators;

/** The generators that ask one address again and again. */
export type LoadName = 'requests' | 'downloads';

const loadTimeoutMs = 120_000;

/** Runs one generator in a process of its own and gives what it saw. */
export async function runLoad<Name extends GeneratorName>(
  name: Name,
  options: Generators[Name],
  signal: AbortSignal,
): Promise<LoadReport> {
  const script = join(import.meta.dirname, `${name}-process.ts`);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', script, JSON.stringify(options)],
    { signal, timeout: loadTimeoutMs },
  );
  // NOTE: the last line is what `printReport` printed.
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as LoadReport;
}
