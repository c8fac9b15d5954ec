import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What operators put before the product: the go command sends credentials over TLS alone. */
export interface TlsFront {
  readonly url: string;
  /** The file of certificates to trust. */
  readonly certificate: string;
  close(): Promise<void>;
}

/** Passes on what it hears to an address without TLS. */
export async function startTlsFront(behindUrl: string): Promise<TlsFront> {
  const { key, certificate } = await makeCertificate();
  const server = createServer(
    { key: await readFile(key), cert: await readFile(certificate) },
    (incoming, outgoing) => {
      const { method, headers } = incoming;
      const passed = request(new URL(incoming.url ?? '/', behindUrl), { method, headers });
      passed.on('response', (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      passed.on('error', () => outgoing.destroy());
      incoming.pipe(passed);
    },
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `https://localhost:${port}`,
    certificate,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function makeCertificate(): Promise<{ readonly key: string; readonly certificate: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'bonded-tls-'));
  const made = { key: join(folder, 'key.pem'), certificate: join(folder, 'certificate.pem') };
  const wanted = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const named = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const places = ['-keyout', made.key, '-out', made.certificate];
  await promisify(execFile)('openssl', ['req', '-x509', ...wanted, ...named, ...places]);
  return made;
}
