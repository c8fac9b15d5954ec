import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import yazl from 'yazl';
import { answered } from './answered.ts';
import type { AskGraphql } from './ask-graphql.ts';

const pollMs = 100;

/**
 * One advisory about nobody's package: with none at all, a scan fails and everything stays held.
 */
const record = {
  schema_version: '1.6.0',
  id: 'BENCH-0000-0001',
  modified: '2026-01-01T00:00:00Z',
  published: '2026-01-01T00:00:00Z',
  summary: 'An advisory for a package that is not published here',
  details: 'It makes the advisory database ready.',
  affected: [
    {
      package: { ecosystem: 'npm', name: 'bonded-bench-nobody' },
      ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }] }],
    },
  ],
};

interface ImportOptions {
  readonly gatewayUrl: string;
  readonly token: string;
  readonly graphql: AskGraphql;
  readonly signal: AbortSignal;
}

/** Makes the scanner ready to judge, and waits until it is. */
export async function importAdvisories(options: ImportOptions): Promise<void> {
  const { gatewayUrl, token, graphql, signal } = options;
  const zip = new yazl.ZipFile();
  zip.addBuffer(Buffer.from(JSON.stringify(record)), 'record.json');
  zip.end();
  const response = await fetch(`${gatewayUrl}/api/advisories/import`, {
    method: 'POST',
    headers: { 'content-type': 'application/zip', authorization: `Bearer ${token}` },
    body: await buffer(zip.outputStream),
    signal,
  });
  await answered(response);
  for (;;) {
    const { advisoryDatabase } = await graphql<{ advisoryDatabase: { isReady: boolean } }>(
      '{ advisoryDatabase { isReady } }',
    );
    if (advisoryDatabase.isReady) return;
    await delay(pollMs, undefined, { signal });
  }
}
