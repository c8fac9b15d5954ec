import yazl from 'yazl';
import type { Client } from '../../stack/api.ts';

/** Imports OSV records and waits until the worker has done it. */
export async function importRecord(admin: Client, ...records: readonly object[]): Promise<void> {
  const zip = new yazl.ZipFile();
  for (const [index, record] of records.entries()) {
    zip.addBuffer(Buffer.from(JSON.stringify(record)), `record-${index}.json`);
  }
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk as Uint8Array));
  const started = await admin.fetch('/api/advisories/import', {
    method: 'POST',
    headers: { 'content-type': 'application/zip' },
    body: Buffer.concat(chunks),
  });
  if (started.status !== 202) throw new Error(`import: ${started.status} ${await started.text()}`);
  const { id } = (await started.json()) as { id: string };
  const deadline = Date.now() + 60_000;
  for (;;) {
    const { advisoryDatabase } = await admin.graphql<{
      advisoryDatabase: {
        imports: { nodes: { finishedAt: string | null; error: string | null }[] };
      };
    }>('{ advisoryDatabase { imports(first: 1) { nodes { finishedAt error } } } }');
    const [newest] = advisoryDatabase.imports.nodes;
    if (newest?.error != null) throw new Error(`import ${id}: ${newest.error}`);
    if (newest?.finishedAt != null) return;
    if (Date.now() > deadline) throw new Error(`import ${id} did not finish`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
