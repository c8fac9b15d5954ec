import { z } from 'zod';
import { run } from '../../gateway/operation.ts';
import { printJson, printRecord, printTable } from '../../terminal/table.ts';
import type { Command } from '../command.ts';
import { moment, shortMoment } from '../time.ts';
import { advisoryImport, importRow } from './advisory-import.ts';

const recentImports = 5;

const statusRow = z.object({
  isReady: z.boolean(),
  importedAt: moment.nullable(),
  recordCount: z.number(),
  imports: z.object({ nodes: z.array(importRow) }),
});

const advisoryDatabase = {
  document: `query AdvisoryDatabase($first: Int!) {
    advisoryDatabase {
      isReady importedAt recordCount
      imports(first: $first) { nodes { ${advisoryImport.fields} } }
    }
  }`,
  at: 'advisoryDatabase',
  row: statusRow,
};

export const advisoriesStatus: Command = {
  usage: 'status',
  says: 'Show how much the advisory database knows, and its last imports',
  answer: z.object({ ...statusRow.shape, imports: z.array(importRow) }),
  operations: [advisoryDatabase],
  run: async (call) => {
    const { client, terminal } = call.context;
    const { imports, ...status } = await run(client, advisoryDatabase, { first: recentImports });
    if (call.isJson) {
      printJson(terminal, { ...status, imports: imports.nodes });
      return;
    }
    printRecord(terminal, status, [
      { title: 'ready', of: ({ isReady }) => isReady },
      { title: 'advisories', of: ({ recordCount }) => recordCount },
      { title: 'as of', of: ({ importedAt }) => shortMoment(importedAt) },
    ]);
    terminal.output.write('\n');
    printTable(terminal, imports.nodes, advisoryImport.columns);
  },
};
