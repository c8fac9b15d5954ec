import { z } from 'zod';
import { usageInvalid } from '../../errors.ts';
import { listingOf } from '../../gateway/listing.ts';
import { plain } from '../../terminal/plain.ts';
import { startProgress } from '../../terminal/progress.ts';
import { printJson } from '../../terminal/table.ts';
import { note } from '../../terminal/terminal.ts';
import {
  type Source,
  type Uploaded,
  type UploadSteps,
  uploadFile,
} from '../../transfer/upload-file.ts';
import { UploadJournal } from '../../transfer/upload-journal.ts';
import { type Destination, parseDestination } from '../address.ts';
import { artifactName } from '../artifact/artifact.ts';
import type { Call, CommandContext } from '../call.ts';
import type { Command } from '../command.ts';
import { retryOptions } from '../retry-options.ts';
import {
  explain,
  heldLine,
  isCurrent,
  type Outcome,
  outcomeOf,
  outcomeRow,
  uploadOutcome,
} from './outcome.ts';
import { type SourceFile, sourcesOf } from './sources.ts';

const sentRow = outcomeRow.extend({ file: z.string() });

/** Sends files so that whatever breaks on the way, the same command goes on where it was. */
export const sendFiles: Command = {
  usage: 'upload <paths...>',
  synopsis: '<file...> <project/repository[/path]>',
  says: 'Upload files; run again after any interruption, it goes on where it was',
  options: [
    { flags: '-r, --recursive', says: 'send folders with all that is in them' },
    { flags: '--content-type <type>', says: 'what the files are' },
  ],
  answer: listingOf(sentRow),
  operations: [uploadOutcome],
  run: async (call) => {
    const { client, environment, terminal } = call.context;
    const [target, ...paths] = call.args.toReversed();
    if (target === undefined || paths.length === 0) {
      throw usageInvalid('Say what to upload and where to: bonded upload <file…> <destination>');
    }
    const destination = parseDestination(target);
    const isRecursive = call.has('recursive');
    const sources = await sourcesOf(paths.toReversed(), { destination, isRecursive });
    const journal = new UploadJournal(environment.configFolder);
    const uploaded: Uploaded[] = [];
    const sent = [];
    for (const source of sources) {
      const described = describe(call, source, destination);
      const done = await uploadFile(client, journal, described, stepsOf(call.context));
      const outcome = await outcomeOf(client, done.id);
      uploaded.push(done);
      sent.push({ file: source.path, ...outcome });
      if (!call.isJson) say(call.context, source.path, outcome);
    }
    // Not before: where a file in the middle fails, the next run skips those before it.
    for (const { forget } of uploaded) await forget();
    if (call.isJson) printJson(terminal, { items: sent, next: null });
  },
};

function describe(call: Call, source: SourceFile, { project, repository }: Destination): Source {
  const contentType = call.text('contentType') ?? null;
  return { ...source, repository: `${project}/${repository}`, contentType };
}

function stepsOf({ client, terminal, signal }: CommandContext): UploadSteps {
  return {
    onPass: (label, pass) => startProgress(terminal, { label, ...pass }),
    ...retryOptions({ terminal, signal }),
    explain: (id, error) => explain(client, id, error),
    isCurrent: (id) => isCurrent(client, id),
  };
}

/** The place it has now, and the receipt where it is held. */
function say({ terminal }: CommandContext, path: string, outcome: Outcome): void {
  const { artifact } = outcome;
  const place = artifact === null ? 'somewhere you may not see' : artifactName(artifact);
  const state = artifact === null ? '' : ` (${artifact.state.toLowerCase()})`;
  terminal.output.write(`${plain(`${path} → ${place}${state}`)}\n`);
  const held = heldLine(outcome);
  if (held !== null) note(terminal, plain(held));
}
