import { pipeline } from 'node:stream/promises';
import { answerUnreadable } from '../../errors.ts';
import { note } from '../../terminal/terminal.ts';
import { writeStreamAtomically } from '../../transfer/write-stream.ts';
import type { Call } from '../call.ts';
import type { Command } from '../command.ts';
import { projectBySlug, projectId } from '../project/find-project.ts';
import { findRepository, repositoryByPath } from '../repository/find-repository.ts';
import { filterOf, filterOptions } from './filter.ts';

/** Streams: a log of any length passes through in the memory of one chunk. */
export const exportAudit: Command = {
  usage: 'export',
  says: 'Export the audit log, to stdout or a file',
  options: [
    {
      flags: '--format <format>',
      says: 'an array or a page to print (json)',
      choices: ['json', 'html'],
    },
    { flags: '-o, --output <file>', says: 'write a file instead of stdout' },
    ...filterOptions,
  ],
  answer: null,
  operations: [projectBySlug, repositoryByPath],
  run: async (call) => {
    const { client, terminal, signal } = call.context;
    const response = await client.request(`/api/audit-logs/export?${await queryOf(call)}`);
    if (response.body === null) throw answerUnreadable('The server answered without an export.');
    const path = call.text('output');
    if (path === undefined) {
      await pipeline(response.body, terminal.output, { end: false, signal });
      return;
    }
    await writeStreamAtomically(path, response.body, signal);
    note(terminal, `Wrote ${path}.`);
  },
};

async function queryOf(call: Call): Promise<URLSearchParams> {
  const query = new URLSearchParams({ format: call.text('format') ?? 'json' });
  const filter = { ...filterOf(call), ...(await placeIds(call)) };
  for (const [name, value] of Object.entries(filter)) {
    if (value !== undefined) query.set(name, value);
  }
  return query;
}

async function placeIds(call: Call): Promise<Record<string, string>> {
  const place = call.text('in');
  if (place === undefined) return {};
  if (!place.includes('/')) return { projectId: await projectId(call.context, place) };
  return { repositoryId: (await findRepository(call.context, place)).id };
}
