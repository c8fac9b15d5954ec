import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { inChunks } from '../../../tests/tarballs.ts';
import { defaultPublishLimits, type IncomingAttachment, parsePublishBody } from './publish-body.ts';

const text = (json: unknown) => Buffer.from(JSON.stringify(json));

async function readAll({ bytes }: IncomingAttachment): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const parse = (body: Buffer, chunkBytes?: number, limits = defaultPublishLimits) =>
  parsePublishBody(inChunks(body, chunkBytes), readAll, limits);

const attachment = (bytes: Buffer) => ({
  content_type: 'application/octet-stream',
  data: bytes.toString('base64'),
  length: bytes.length,
});
const versions = { '1.0.0': { name: 'lib', version: '1.0.0' } };

const invalid: unknown = expect.objectContaining({ code: 'NPM_PUBLISH_INVALID', kind: 'invalid' });

describe('parsePublishBody', () => {
  it('gives document and attachment, in any order, however they are cut', async () => {
    const bytes = randomBytes(1000);
    const _attachments = { 'lib-1.0.0.tgz': attachment(bytes) };
    for (const document of [
      { name: 'lib', versions, _attachments, access: null },
      { _attachments, name: 'lib', versions, access: null },
      { name: 'lib', _attachments, versions, access: null },
    ]) {
      const body = text(document);
      for (const chunkBytes of [1, 2, 3, 4, 5, 7, 64, 333, 1000, body.length]) {
        const result = await parse(body, chunkBytes);
        expect(result.document).toEqual({ name: 'lib', versions, access: null });
        expect(result.attachments).toHaveLength(1);
        const [received] = result.attachments;
        expect(received?.name).toBe('lib-1.0.0.tgz');
        expect(received?.sizeBytes).toBe(1000);
        expect(received?.outcome.equals(bytes)).toBe(true);
      }
    }
  });

  it('decodes every length, and slices that are larger than a chunk', async () => {
    for (const sizeBytes of [0, 1, 2, 3, 4, 5, 196_607, 196_608, 262_143, 262_144, 1_500_001]) {
      const bytes = randomBytes(sizeBytes);
      const body = text({ _attachments: { a: attachment(bytes) } });
      for (const chunkBytes of [65_536, 1_000_003, body.length]) {
        const result = await parse(body, chunkBytes);
        expect(result.attachments[0]?.outcome.equals(bytes), `${sizeBytes}`).toBe(true);
      }
    }
  });

  it('hands out slices that are never written to again', async () => {
    const bytes = randomBytes(2_000_000);
    const kept: Uint8Array[] = [];
    await parsePublishBody(
      inChunks(text({ _attachments: { a: attachment(bytes) } })),
      async (a) => {
        for await (const slice of a.bytes) kept.push(slice);
      },
    );
    expect(Buffer.concat(kept).equals(bytes)).toBe(true);
    expect(kept.slice(0, -1).every((slice) => slice.length > 128 * 1024)).toBe(true);
  });

  it('tells the type of an attachment that states it before its data', async () => {
    const seen: unknown[] = [];
    const note = ({ name, contentType }: IncomingAttachment) => {
      seen.push([name, contentType]);
      return Promise.resolve();
    };
    await parsePublishBody(
      inChunks(text({ _attachments: { a: { content_type: 'x/y', data: 'QQ==' } } })),
      note,
    );
    await parsePublishBody(
      inChunks(text({ _attachments: { b: { data: 'QQ==', content_type: 'x/y', length: 1 } } })),
      note,
    );
    expect(seen).toEqual([
      ['a', 'x/y'],
      ['b', undefined],
    ]);
  });

  it('reads a slash that is escaped, and a key that is', async () => {
    const bytes = Buffer.from('ffffffefbffbff', 'hex');
    const data = bytes.toString('base64').replaceAll('/', '\\/');
    expect(data).toContain('\\/');
    const body = Buffer.from(`{"\\u005fattachments":{"a\\"b":{"d\\u0061ta":"${data}"}}}`);
    for (let chunkBytes = 1; chunkBytes <= body.length; chunkBytes++) {
      const { attachments } = await parse(body, chunkBytes);
      expect(attachments[0]?.name).toBe('a"b');
      expect(attachments[0]?.outcome.equals(bytes)).toBe(true);
    }
  });

  it('takes nothing for an attachment that only looks like one', async () => {
    const document = {
      readme: '{"_attachments":{"a":{"data":"!!"}}}',
      versions: { '1.0.0': { _attachments: { a: { data: '!!' } } } },
      list: [{ _attachments: { a: { data: '!!' } } }],
      _attachments: { real: { nested: { data: '!!' }, list: ['data', '!!'], data: 'QQ==' } },
      data: '!!',
    };
    const { attachments } = await parse(text(document));
    expect(attachments.map(({ name, outcome }) => [name, outcome.toString()])).toEqual([
      ['real', 'A'],
    ]);
  });

  it('keeps the bundle of a provenance as the text it is', async () => {
    const bundle = JSON.stringify({
      mediaType: 'application/vnd.dev.sigstore.bundle+json',
      x: 'é',
    });
    const result = await parse(
      text({
        _attachments: {
          'lib-1.0.0.tgz': attachment(Buffer.from('tar')),
          'lib-1.0.0.sigstore': { content_type: 'x/y', data: bundle, length: bundle.length },
        },
      }),
    );
    expect(result.attachments).toHaveLength(1);
    expect(result.provenance).toEqual([{ name: 'lib-1.0.0.sigstore', contentType: 'x/y', bundle }]);
  });

  it('passes over what the handler does not read, and still judges it', async () => {
    const bytes = randomBytes(1_000_000);
    const ignore = () => Promise.resolve('ignored');
    const body = text({ _attachments: { a: attachment(bytes) }, name: 'lib' });
    const result = await parsePublishBody(inChunks(body), ignore);
    expect(result.attachments).toEqual([{ name: 'a', sizeBytes: 1_000_000, outcome: 'ignored' }]);
    expect(result.document).toEqual({ name: 'lib' });
    const bad = Buffer.from('{"_attachments":{"a":{"data":"Q!=="}}}');
    await expect(parsePublishBody(inChunks(bad), ignore)).rejects.toThrow(invalid);
  });

  it('holds nothing of half a gigabyte as it passes through', async () => {
    const block = randomBytes(48 * 1024);
    const encoded = Buffer.from(block.toString('base64'));
    const blocks = 10_000;
    async function* document() {
      yield Buffer.from('{"_attachments":{"a":{"data":"');
      for (let index = 0; index < blocks; index++) yield await Promise.resolve(encoded);
      yield Buffer.from(`","length":${blocks * block.length}}}}`);
    }
    const held = () => process.memoryUsage().arrayBuffers;
    const before = held();
    let most = 0;
    const { attachments } = await parsePublishBody(document(), async ({ bytes }) => {
      for await (const _ of bytes) most = Math.max(most, held() - before);
    });
    expect(attachments[0]?.sizeBytes).toBe(blocks * block.length);
    expect(most).toBeLessThan(128 * 1024 * 1024);
  });

  it('stops with the error of the handler', async () => {
    const body = text({ _attachments: { a: attachment(randomBytes(100_000)) } });
    const refuse = () => Promise.reject(new Error('disk full'));
    await expect(parsePublishBody(inChunks(body), refuse)).rejects.toThrow('disk full');
  });

  it('accepts a document without attachments', async () => {
    const { document, attachments } = await parse(text({ name: 'lib', versions }));
    expect(document).toEqual({ name: 'lib', versions });
    expect(attachments).toEqual([]);
  });

  const broken: Record<string, string> = {
    'another alphabet': '{"_attachments":{"a":{"data":"Q-_="}}}',
    'a character of no alphabet': '{"_attachments":{"a":{"data":"QQ!="}}}',
    whitespace: '{"_attachments":{"a":{"data":"QU JD"}}}',
    'a line break': '{"_attachments":{"a":{"data":"QUJD\\nQUJD"}}}',
    'an escape of the alphabet': '{"_attachments":{"a":{"data":"QUI\\u0044"}}}',
    'an escaped quote': '{"_attachments":{"a":{"data":"QUJD\\""}}}',
    'missing padding': '{"_attachments":{"a":{"data":"QQ"}}}',
    'padding in the middle': '{"_attachments":{"a":{"data":"QQ==QUJD"}}}',
    'padding alone': '{"_attachments":{"a":{"data":"===="}}}',
    'three of padding': '{"_attachments":{"a":{"data":"Q==="}}}',
    'a length that differs': '{"_attachments":{"a":{"data":"QQ==","length":2}}}',
    'a length that is no number': '{"_attachments":{"a":{"data":"QQ==","length":"1"}}}',
    'no data': '{"_attachments":{"a":{"length":2}}}',
    'data that is no text': '{"_attachments":{"a":{"data":["QQ=="]}}}',
    'an attachment that is no object': '{"_attachments":{"a":"QQ=="}}',
    'two tarballs': '{"_attachments":{"a":{"data":"QQ=="},"b":{"data":"QQ=="}}}',
    'data twice': '{"_attachments":{"a":{"data":"QQ==","data":"QUJD"}}}',
    'attachments twice': '{"_attachments":{"a":{"data":"QQ=="}},"_attachments":{}}',
    'a document that is a list': '[1]',
    'a cut attachment': '{"_attachments":{"a":{"data":"QUJD',
  };
  for (const [name, body] of Object.entries(broken)) {
    it(`refuses ${name}`, async () => {
      for (const chunkBytes of [1, 3, 1000]) {
        await expect(parse(Buffer.from(body), chunkBytes), `${chunkBytes}`).rejects.toThrow(
          invalid,
        );
      }
    });
  }

  it('refuses what is no JSON', async () => {
    const json: unknown = expect.objectContaining({ kind: 'invalid' });
    for (const body of [
      '',
      '{',
      '{"a":1}}',
      '{"_attachments":{"a":{"data":"QQ=="}}',
      '{"_attachments":{"a":{"data":"QQ==" "b":1}}}',
      '{"_attachments":{"\\x":{"data":"QQ=="}}}',
      '{"a":"\\',
    ]) {
      await expect(parse(Buffer.from(body)), body).rejects.toThrow(json);
    }
  });

  it('D5.13 refuses prototype keys, and nesting and metadata beyond the limits', async () => {
    const json: unknown = expect.objectContaining({ code: 'JSON_INVALID' });
    await expect(parse(Buffer.from('{"versions":{"__proto__":{}}}'))).rejects.toThrow(json);
    const deep = Buffer.from(`{"a":${'['.repeat(100_000)}`);
    await expect(parse(deep)).rejects.toThrow('nested too deeply');
    const large: unknown = expect.objectContaining({ code: 'NPM_PUBLISH_TOO_LARGE' });
    const limits = { ...defaultPublishLimits, metadataBytesMax: 20_000, provenanceCharsMax: 10 };
    const readme = text({ readme: 'x'.repeat(20_000) });
    await expect(parse(readme, 1000, limits)).rejects.toThrow(large);
    const bundle = text({ _attachments: { 'a.sigstore': { data: '"0123456789"' } } });
    await expect(parse(bundle, 1000, limits)).rejects.toThrow(large);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
