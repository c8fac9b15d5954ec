import { createHash, randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import {
  type Client,
  clientWith,
  makeKey,
  makeRepository,
  type Place,
  signIn,
} from '../stack/api.ts';

let admin: Client;
let place: Place;
let key: string;

beforeAll(async () => {
  admin = await signIn();
  place = await makeRepository(admin, 'RAW');
  key = await makeKey(admin);
});

type Headers = Readonly<Record<string, string>>;

function tus(method: string, path: string, headers: Headers = {}, body?: Uint8Array) {
  const url = path.startsWith('http') ? path : `${inject('blobUrl')}${path}`;
  return fetch(url, {
    method,
    headers: { authorization: `Bearer ${key}`, 'tus-resumable': '1.0.0', ...headers },
    ...(body === undefined ? {} : { body: Buffer.from(body) }),
  });
}

function metadata(path: string, extra: Headers = {}): string {
  return Object.entries({ repository: place.path, path, ...extra })
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',');
}

async function create(path: string, headers: Headers = {}, body?: Uint8Array): Promise<string> {
  const all = { 'upload-metadata': metadata(path), ...headers };
  const response = await tus('POST', '/uploads', all, body);
  expect(response.status, await response.text()).toBe(201);
  return response.headers.get('location') ?? '';
}

const patchType = { 'content-type': 'application/offset+octet-stream' };

function patch(location: string, offset: number, body: Uint8Array, headers: Headers = {}) {
  return tus(
    'PATCH',
    location,
    { ...patchType, 'upload-offset': String(offset), ...headers },
    body,
  );
}

async function offsetOf(location: string): Promise<number> {
  const response = await tus('HEAD', location);
  expect(response.status).toBe(200);
  return Number(response.headers.get('upload-offset'));
}

async function content(path: string): Promise<Buffer> {
  const response = await clientWith(key).fetch(`/raw/${place.path}/${path}`);
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

describe('tus 1.0', () => {
  const bytes = randomBytes(300_000);

  it('says what it speaks, to anybody', async () => {
    const response = await fetch(`${inject('blobUrl')}/uploads`, { method: 'OPTIONS' });
    expect(response.status).toBe(204);
    expect(response.headers.get('tus-extension')).toBe(
      'creation,creation-with-upload,creation-defer-length,checksum,concatenation,expiration,termination',
    );
  });

  it('creates, appends and serves', async () => {
    const location = await create('plain.bin', { 'upload-length': String(bytes.length) });
    expect((await patch(location, 0, bytes.subarray(0, 1000))).status).toBe(204);
    expect(await offsetOf(location)).toBe(1000);
    expect((await patch(location, 1000, bytes.subarray(1000))).status).toBe(204);
    expect(await content('plain.bin')).toEqual(bytes);
  });

  it('takes the first bytes with the creation, and a length that is told later', async () => {
    const location = await create(
      'deferred.bin',
      { 'upload-defer-length': '1', ...patchType },
      bytes.subarray(0, 5),
    );
    const head = await tus('HEAD', location);
    expect(head.headers.get('upload-defer-length')).toBe('1');
    const last = await patch(location, 5, bytes.subarray(5), {
      'upload-length': String(bytes.length),
    });
    expect(last.status).toBe(204);
    expect(await content('deferred.bin')).toEqual(bytes);
  });

  it('D1.7 refuses a body whose checksum is another, and stands where it stood', async () => {
    const location = await create('checked.bin', { 'upload-length': String(bytes.length) });
    const right = createHash('sha256').update(bytes).digest('base64');
    const wrong = createHash('sha256').update('other').digest('base64');
    const refused = await patch(location, 0, bytes, { 'upload-checksum': `sha256 ${wrong}` });
    expect(refused.status).toBe(460);
    expect(await offsetOf(location)).toBe(0);
    const taken = await patch(location, 0, bytes, { 'upload-checksum': `sha256 ${right}` });
    expect(taken.status).toBe(204);
  });

  it('joins partial uploads into one file, and only one’s own whole ones', async () => {
    const parts = await Promise.all(
      [bytes.subarray(0, 100_000), bytes.subarray(100_000)].map(async (part) => {
        const headers = { 'upload-length': String(part.length), 'upload-concat': 'partial' };
        const location = await create('part', headers);
        expect((await patch(location, 0, part)).status).toBe(204);
        return location;
      }),
    );
    await create('joined.bin', { 'upload-concat': `final;${parts.join(' ')}` });
    expect(await content('joined.bin')).toEqual(bytes);
    const stranger = `final;/uploads/00000000-0000-7000-8000-000000000000`;
    const headers = { 'upload-metadata': metadata('x'), 'upload-concat': stranger };
    expect((await tus('POST', '/uploads', headers)).status).toBe(400);
  });

  it('D1.6 lets exactly one of two writers at the same offset win', async () => {
    for (let round = 0; round < 20; round += 1) {
      const location = await create(`pair-${round}`, { 'upload-length': String(bytes.length) });
      const statuses = await Promise.all([
        patch(location, 0, bytes).then(({ status }) => status),
        patch(location, 0, bytes).then(({ status }) => status),
      ]);
      expect(statuses.filter((status) => status === 204)).toHaveLength(1);
      expect(statuses.filter((status) => [409, 423].includes(status))).toHaveLength(1);
    }
  });

  it('ends an upload on request, for good', async () => {
    const location = await create('ended.bin', { 'upload-length': '10' });
    expect((await tus('DELETE', location)).status).toBe(204);
    expect((await tus('HEAD', location)).status).toBe(410);
    expect((await patch(location, 0, bytes.subarray(0, 10))).status).toBe(410);
  });

  it('refuses another version, another type, a wrong offset and another digest', async () => {
    const location = await create('strict.bin', { 'upload-length': '10' });
    expect((await tus('HEAD', location, { 'tus-resumable': '0.2.2' })).status).toBe(412);
    const typed = { 'content-type': 'text/plain', 'upload-offset': '0' };
    expect((await tus('PATCH', location, typed, bytes)).status).toBe(415);
    expect((await patch(location, 3, bytes.subarray(0, 7))).status).toBe(409);
    const other = await tus('POST', '/uploads', {
      'upload-metadata': metadata('digest.bin', { sha256: 'f'.repeat(64) }),
      'upload-length': '3',
    });
    const ended = await patch(other.headers.get('location') ?? '', 0, bytes.subarray(0, 3));
    expect(ended.status).toBe(460);
  });

  it('D5.9 takes no path out of its repository', async () => {
    for (const path of ['../x', '/etc/passwd', 'a/../../b', 'a\\b', 'a//b', '.', 'a/.']) {
      const headers = { 'upload-metadata': metadata(path), 'upload-length': '1' };
      const response = await tus('POST', '/uploads', headers);
      const location = response.headers.get('location');
      const status =
        location === null
          ? response.status
          : (await patch(location, 0, bytes.subarray(0, 1))).status;
      expect(status, path).toBe(400);
    }
  });
});
