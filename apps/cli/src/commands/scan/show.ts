import { z } from 'zod';
import { fetchListing, listingOf, pageFields } from '../../gateway/listing.ts';
import { run } from '../../gateway/operation.ts';
import { printJson, printRecord } from '../../terminal/table.ts';
import { artifactByPath, artifactId } from '../artifact/find-artifact.ts';
import type { Command } from '../command.ts';
import { listOptions, pageOf, printListing } from '../list-command.ts';
import { severities } from '../words.ts';
import { finding, findingRow } from './finding.ts';
import { scan, scanRow } from './scan.ts';

const latestScan = {
  document: `query LatestScan($id: ID!) {
    node(id: $id) { ... on Artifact { latestScan { ${scan.fields} } } }
  }`,
  at: 'node',
  row: z.object({ latestScan: scanRow.nullable() }),
};

const findings = {
  document: `query Findings($first: Int!, $after: String, $id: ID!, $severity: Severity) {
    node(id: $id) {
      ... on Artifact {
        findings(first: $first, after: $after, severityAtLeast: $severity) {
          ${pageFields} nodes { ${finding.fields} }
        }
      }
    }
  }`,
  at: 'node.findings',
  row: findingRow,
};

/** The newest scan of an artifact, and what it found. */
export const showScan: Command = {
  usage: 'show <artifact>',
  says: 'Show the newest scan of an artifact and what it found',
  options: [
    { flags: '--severity <severity>', says: 'only findings from here on', choices: severities },
    ...listOptions,
  ],
  answer: z.object({ scan: scanRow.nullable(), findings: listingOf(findingRow) }),
  operations: [artifactByPath, latestScan, findings],
  run: async (call) => {
    const { client, terminal } = call.context;
    const id = await artifactId(call.context, call.arg(0));
    const newest = (await run(client, latestScan, { id })).latestScan;
    const variables = { id, severity: call.word('severity') };
    const found = await fetchListing(client, findings, { variables, ...pageOf(call) });
    if (call.isJson) {
      printJson(terminal, { scan: newest, findings: found });
      return;
    }
    if (newest === null) terminal.output.write('Not scanned yet.\n');
    else printRecord(terminal, newest, scan.columns);
    if (found.items.length === 0) return;
    terminal.output.write('\n');
    printListing(call, found, finding.columns);
  },
};
