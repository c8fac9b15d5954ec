import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { acceptsGzip } from './accept-encoding.ts';
import { createServer } from './create-server.ts';
import { documentSizeBytes, type RenderedDocument, renderDocument } from './document.ts';
import { sendDocument } from './send-document.ts';

let app = createServer();
afterEach(() => app.close());

const json = JSON.stringify({
  versions: Array.from({ length: 200 }, (_, index) => `1.0.${index}`),
});
const contentType = 'application/vnd.npm.install-v1+json';

function serve(document: RenderedDocument): void {
  app = createServer();
  app.get('/', (request, reply) =>
    sendDocument(request, reply, document, { cacheControl: 'private, no-cache', vary: ['Accept'] }),
  );
}
const read = (headers: Record<string, string> = {}) => app.inject({ url: '/', headers });

describe('sendDocument', () => {
  it('sends the exact type and bytes, compressed only for who takes it', async () => {
    serve(await renderDocument(json, { contentType }));
    const plain = await read();
    expect(plain.headers['content-type']).toBe(contentType);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.payload).toBe(json);
    const packed = await read({ 'accept-encoding': 'br, gzip;q=0.8' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(packed.rawPayload).toString()).toBe(json);
    for (const response of [plain, packed]) {
      expect(response.headers.vary).toBe('Accept, Accept-Encoding');
      expect(response.headers['cache-control']).toBe('private, no-cache');
    }
  });

  it('gives each representation a strong tag of its own and answers 304 to it', async () => {
    serve(await renderDocument(json, { contentType }));
    const gzip = { 'accept-encoding': 'gzip' };
    const [plain, packed] = [await read(), await read(gzip)];
    expect(plain.headers.etag).toMatch(/^"[\w-]{43}"$/);
    expect(packed.headers.etag).not.toBe(plain.headers.etag);
    const again = await read({ ...gzip, 'if-none-match': String(packed.headers.etag) });
    expect(again.statusCode).toBe(304);
    expect(again.headers.vary).toBe('Accept, Accept-Encoding');
    expect(again.headers.etag).toBe(packed.headers.etag);
    const other = await read({ 'if-none-match': String(packed.headers.etag) });
    expect(other.statusCode).toBe(200);
  });

  it('changes the tag with the bytes', async () => {
    const [one, two] = [
      await renderDocument('{"a":1}', { contentType }),
      await renderDocument('{"a":2}', { contentType }),
    ];
    expect(one.identity.etag).not.toBe(two.identity.etag);
    expect(one.gzip).toBeUndefined();
    expect(documentSizeBytes(one)).toBe(7);
  });

  it('honours a date where the document has one', async () => {
    const lastModified = new Date('2026-03-01T12:00:00Z');
    serve(await renderDocument(json, { contentType, lastModified }));
    const response = await read({ 'if-modified-since': 'Sun, 01 Mar 2026 12:00:00 GMT' });
    expect(response.statusCode).toBe(304);
  });

  it('answers HEAD without a body', async () => {
    serve(await renderDocument(json, { contentType }));
    const response = await app.inject({ url: '/', method: 'HEAD' });
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-length']).toBe(String(json.length));
    expect(response.payload).toBe('');
  });
});

describe('acceptsGzip', () => {
  it('follows names, the wildcard and refusals', () => {
    const taken = ['gzip', 'br, gzip', 'GZIP;q=0.1', '*', 'x-gzip', 'identity;q=0, *'];
    const refused = [undefined, '', 'br', 'gzip;q=0', 'gzip; q=0.000, *', '*;q=0', 'gzipped'];
    expect(taken.filter((header) => !acceptsGzip(header))).toEqual([]);
    expect(refused.filter((header) => acceptsGzip(header))).toEqual([]);
  });
});
