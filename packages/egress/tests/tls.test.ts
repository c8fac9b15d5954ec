import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { promisify } from 'node:util';
import { Secret } from '@bonded/kernel';
import { isOnPath, tempDir } from '@bonded/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { ask, openWay } from './ask.ts';
import { listen } from './listen.ts';

const isInstalled = isOnPath('openssl');
const authorization = new Secret('Bearer s3cret');
const resolve = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);

it('openssl is there in CI: a missing one is a failure, not a skip', () => {
  expect(isInstalled || process.env.CI !== 'true').toBe(true);
});

describe.skipIf(!isInstalled)('over TLS (skipped where no openssl is on the PATH)', () => {
  let tls: { readonly key: string; readonly cert: string };
  beforeAll(async () => {
    tls = await makeCertificate('registry.test');
    setDefaultCACertificates([...getCACertificates(), tls.cert]);
  });

  it('a server shows the certificate of the name that was asked, or gets no request', async () => {
    const seen: unknown[] = [];
    const answer: RequestListener = (request, response) => {
      seen.push(request.headers.authorization);
      response.end();
    };
    const { port } = await listen('127.0.0.1', answer, tls);
    const way = openWay({ resolve });
    const good = await ask(way, `https://registry.test:${port}/`, { authorization });
    expect(good.status).toBe(200);
    const bad = ask(way, `https://elsewhere.test:${port}/`, { authorization });
    await expect(bad).rejects.toMatchObject({ code: 'EGRESS_FAILED' });
    expect(seen).toEqual(['Bearer s3cret']);
  });

  it('D3.16 a redirect to http is refused, with or without a credential', async () => {
    const plain = await listen('127.0.0.1');
    const location = `http://registry.test:${plain.port}/`;
    const sealed = await listen(
      '127.0.0.1',
      (_, response) => response.writeHead(301, { location }).end(),
      tls,
    );
    for (const request of [{}, { authorization }]) {
      const answer = ask(openWay({ resolve }), `https://registry.test:${sealed.port}/`, request);
      await expect(answer).rejects.toMatchObject({ code: 'EGRESS_REFUSED' });
    }
    expect(sealed.hits).toHaveLength(2);
    expect(plain.connections()).toBe(0);
  });

  it('a name that resolves to a network of ours is refused before the handshake', async () => {
    const { port, connections } = await listen('127.0.0.1', () => {}, tls);
    const answer = ask(openWay({ resolve, allowedNetworks: [] }), `https://registry.test:${port}/`);
    await expect(answer).rejects.toMatchObject({ code: 'EGRESS_REFUSED' });
    expect(connections()).toBe(0);
  });
});

async function makeCertificate(name: string): Promise<{ key: string; cert: string }> {
  const folder = await tempDir();
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const wanted = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const named = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`];
  const places = ['-keyout', key, '-out', cert];
  await promisify(execFile)('openssl', ['req', '-x509', ...wanted, ...named, ...places]);
  return { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') };
}
