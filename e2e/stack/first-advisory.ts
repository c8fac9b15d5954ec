import { buffer } from 'node:stream/consumers';
import yazl from 'yazl';

/** About nothing that anybody publishes: without any advisory nothing is ever cleared. */
const record = {
  schema_version: '1.6.0',
  id: 'E2E-0000-0001',
  modified: '2026-01-01T00:00:00Z',
  published: '2026-01-01T00:00:00Z',
  summary: 'A record to begin with',
  affected: [{ package: { ecosystem: 'npm', name: 'bonded-e2e-nothing' }, versions: ['1.0.0'] }],
};

const deadlineMs = 60_000;
const pollMs = 100;

/** Makes a product that has just started able to judge, and waits until it is. */
export async function importFirstAdvisory(gatewayUrl: string, password: string): Promise<void> {
  const post = async (path: string, headers: Record<string, string>, body: string | Buffer) => {
    const response = await fetch(`${gatewayUrl}${path}`, {
      method: 'POST',
      headers,
      body: typeof body === 'string' ? body : new Uint8Array(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Record<string, unknown>;
  };
  const json = { 'content-type': 'application/json' };
  const login = JSON.stringify({ username: 'admin', password });
  const { accessToken } = await post('/api/auth/login', json, login);
  const authorization = `Bearer ${String(accessToken)}`;
  const zip = new yazl.ZipFile();
  zip.addBuffer(Buffer.from(JSON.stringify(record)), 'record.json');
  zip.end();
  const zipped = { authorization, 'content-type': 'application/zip' };
  await post('/api/advisories/import', zipped, await buffer(zip.outputStream));
  const query = JSON.stringify({ query: '{ advisoryDatabase { isReady } }' });
  for (const deadline = Date.now() + deadlineMs; ; ) {
    const answer = await post('/graphql', { ...json, authorization }, query);
    if (JSON.stringify(answer).includes('"isReady":true')) return;
    if (Date.now() > deadline) throw new Error('The first advisory was not imported in time.');
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}
