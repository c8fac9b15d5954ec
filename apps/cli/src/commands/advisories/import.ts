import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { serverActFailed } from '../../errors.ts';
import { jsonOf, readAnswer } from '../../gateway/answers.ts';
import { type Operation, run } from '../../gateway/operation.ts';
import { startProgress } from '../../terminal/progress.ts';
import { openAdvisoryFile } from '../../transfer/advisory-file.ts';
import type { Call, CommandContext } from '../call.ts';
import type { Command } from '../command.ts';
import { printItem } from '../item-command.ts';
import { type AdvisoryImport, advisoryImport, importRow } from './advisory-import.ts';

const pollMs = 1_000;

const importFromUrl: Operation<AdvisoryImport> = {
  document: `mutation ImportAdvisories($input: ImportAdvisoriesInput!) {
    importAdvisories(input: $input) { import { ${advisoryImport.fields} } }
  }`,
  at: 'importAdvisories.import',
  row: importRow,
};

const importById: Operation<AdvisoryImport> = {
  document: `query AdvisoryImport($id: ID!) {
    node(id: $id) { ... on AdvisoryImport { ${advisoryImport.fields} } }
  }`,
  at: 'node',
  row: importRow,
};

/** An address is fetched by the server; what lies here is sent, a folder zipped on the way. */
export const importAdvisories: Command = {
  usage: 'import <source>',
  says: 'Import advisories (OSV): a zip file, a folder of .json files, or the address of a zip',
  options: [{ flags: '--wait', says: 'until the import has ended' }],
  answer: importRow,
  operations: [importFromUrl, importById],
  run: async (call) => {
    const started = await startImport(call);
    const row = call.has('wait') ? await waitForEnd(call.context, started) : started;
    printItem(call, row, advisoryImport);
    if (row.error !== null) throw serverActFailed(`The import failed: ${row.error}`);
  },
};

async function startImport(call: Call): Promise<AdvisoryImport> {
  const source = call.arg(0);
  const { client } = call.context;
  if (/^https?:/.test(source)) return run(client, importFromUrl, { input: { source } });
  const { id } = await sendFile(call.context, source);
  return run(client, importById, { id });
}

async function sendFile({ client, terminal, signal }: CommandContext, path: string) {
  const file = await openAdvisoryFile(path, signal);
  using progress = startProgress(terminal, { label: path, totalBytes: file.totalBytes });
  const response = await client.request('/api/advisories/import', {
    method: 'POST',
    headers: { 'content-type': 'application/zip' },
    body: Readable.from(file.open((readBytes) => progress.reach(readBytes))),
  });
  return readAnswer(z.object({ id: z.string() }), await jsonOf(response));
}

async function waitForEnd(
  { client, signal }: CommandContext,
  started: AdvisoryImport,
): Promise<AdvisoryImport> {
  let row = started;
  while (row.finishedAt === null) {
    await delay(pollMs, undefined, { signal });
    row = await run(client, importById, { id: row.id });
  }
  return row;
}
