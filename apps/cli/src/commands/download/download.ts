import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { fileConflict } from '../../errors.ts';
import { plain } from '../../terminal/plain.ts';
import { startProgress } from '../../terminal/progress.ts';
import { formatBytes } from '../../terminal/sizes.ts';
import { printJson } from '../../terminal/table.ts';
import {
  askForFile,
  type DownloadSteps,
  downloadFile,
  type Promised,
} from '../../transfer/download-file.ts';
import { hashFile } from '../../transfer/file-hash.ts';
import { dispositionName } from '../../transfer/file-name.ts';
import { artifactByPath } from '../artifact/find-artifact.ts';
import type { Call, CommandContext } from '../call.ts';
import type { Command } from '../command.ts';
import { repositoryByPath } from '../repository/find-repository.ts';
import { retryOptions } from '../retry-options.ts';
import { addressOf } from './target.ts';

export const download: Command = {
  usage: 'download <file>',
  says: 'Download a file: project/repository/path, project/repository/name@version, or an id',
  options: [
    {
      flags: '-o, --output <path>',
      says: 'a file or a folder; here, by its own name, if left out',
    },
    { flags: '-f, --force', says: 'replace another file that is in the way' },
  ],
  answer: z.object({ path: z.string(), digest: z.string(), sizeBytes: z.number() }),
  operations: [artifactByPath, repositoryByPath],
  run: async (call) => {
    const { client, terminal, signal } = call.context;
    const address = await addressOf(call.context, call.arg(0));
    const promised = await askForFile(client, address);
    const { digest, sizeBytes } = promised;
    const path = await pathOf(call, promised.response);
    if (await isNeeded(call, path, promised)) {
      await downloadFile(client, { address, path, promised }, stepsOf(call.context, path));
    } else {
      await promised.response.body?.cancel();
    }
    signal.throwIfAborted();
    if (call.isJson) printJson(terminal, { path, digest, sizeBytes });
    else
      terminal.output.write(plain(`${path} (${formatBytes(sizeBytes)}) sha256:${digest}`) + '\n');
  },
};

async function pathOf(call: Call, { headers }: Response): Promise<string> {
  const wanted = call.text('output') ?? '.';
  const found = await stat(wanted).catch(() => null);
  const isFolder = wanted.endsWith('/') || found?.isDirectory() === true;
  return isFolder ? join(wanted, dispositionName(headers.get('content-disposition'))) : wanted;
}

/** Nothing has to be done when the very file is here. Errors: CLI_FILE_CONFLICT when another is. */
async function isNeeded(call: Call, path: string, { digest, sizeBytes }: Promised) {
  const found = await stat(path).catch(() => null);
  if (found === null) return true;
  if (found.isFile() && found.size === sizeBytes) {
    const { signal } = call.context;
    if ((await hashFile(path, { signal })).digest('hex') === digest) return false;
  }
  if (!call.has('force')) {
    throw fileConflict(`There is another ${path} already: say --force to replace it.`);
  }
  return true;
}

function stepsOf({ terminal, signal }: CommandContext, path: string): DownloadSteps {
  return {
    onPass: (pass) => startProgress(terminal, { label: path, ...pass }),
    ...retryOptions({ terminal, signal }),
  };
}
