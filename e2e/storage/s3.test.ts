import { createHash, randomBytes } from 'node:crypto';
import { findS3Server, startS3Server } from '@bonded/blob-store/conformance';
import { describe, expect, it } from 'vitest';
import { adminPassword, startStack } from '../stack/start-stack.ts';

const program = await findS3Server(process.env);
const sizeBytes = 12 * 1024 * 1024;

describe.skipIf(program === null)('the same product on an object store', () => {
  it('publishes by PUT and by tus', async () => {
    await using s3 = await startS3Server(program ?? '');
    const server = await s3.createBucket();
    const environment = {
      BLOB_STORE: 's3',
      S3_ENDPOINT: server.endpoint,
      S3_BUCKET: server.bucket,
      S3_REGION: server.region,
      S3_ACCESS_KEY_ID: server.accessKeyId,
      S3_SECRET_ACCESS_KEY: server.secretAccessKey.reveal(),
      S3_FORCE_PATH_STYLE: 'true',
    };
    const stack = await startStack({ environment });
    try {
      const token = await signInAt(stack.gatewayUrl);
      await makeRepositoryAt(stack.gatewayUrl, token);
      const bytes = randomBytes(sizeBytes);
      const authorization = `Bearer ${token}`;
      const put = await fetch(`${stack.gatewayUrl}/raw/cloud/files/put.bin`, {
        method: 'PUT',
        headers: { authorization },
        body: bytes,
      });
      expect(put.status).toBe(201);
      await uploadAt(stack.blobUrl, authorization, bytes);
      for (const path of ['put.bin', 'tus.bin']) {
        const response = await fetch(`${stack.gatewayUrl}/raw/cloud/files/${path}`, {
          headers: { authorization },
        });
        const body = Buffer.from(await response.arrayBuffer());
        expect(digestOf(body), path).toBe(digestOf(bytes));
      }
    } finally {
      await stack.stop();
    }
  });
});

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function signInAt(gatewayUrl: string): Promise<string> {
  const response = await fetch(`${gatewayUrl}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password: adminPassword }),
  });
  return ((await response.json()) as { accessToken: string }).accessToken;
}

async function makeRepositoryAt(gatewayUrl: string, token: string): Promise<void> {
  for (const query of [
    'mutation { createProject(input: { slug: "cloud", name: "Cloud" }) { project { id } } }',
    'mutation { createRepository(input: { project: "cloud", slug: "files", format: RAW, kind: HOSTED }) { repository { id } } }',
  ]) {
    const response = await fetch(`${gatewayUrl}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query }),
    });
    expect(await response.json()).not.toHaveProperty('errors');
  }
}

async function uploadAt(blobUrl: string, authorization: string, bytes: Uint8Array): Promise<void> {
  const text = (value: string) => Buffer.from(value).toString('base64');
  const headers = { authorization, 'tus-resumable': '1.0.0' };
  const created = await fetch(`${blobUrl}/uploads`, {
    method: 'POST',
    headers: {
      ...headers,
      'upload-length': String(bytes.length),
      'upload-metadata': `repository ${text('cloud/files')},path ${text('tus.bin')}`,
    },
  });
  const location = `${blobUrl}${created.headers.get('location')}`;
  const half = bytes.length / 2;
  for (const offset of [0, half]) {
    const response = await fetch(location, {
      method: 'PATCH',
      headers: {
        ...headers,
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(offset),
      },
      body: Buffer.from(bytes.subarray(offset, offset + half)),
    });
    expect(response.status).toBe(204);
  }
}
