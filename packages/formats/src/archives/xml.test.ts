import { describe, expect, it } from 'vitest';
import { childText, onlyChild, readXml, type XmlOptions } from './xml.ts';

async function* inPieces(bytes: Buffer, pieceBytes: number) {
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    yield await Promise.resolve(bytes.subarray(at, at + pieceBytes));
  }
}

function read(document: string | Buffer, options: XmlOptions = {}, pieceBytes = 7) {
  return readXml(inPieces(Buffer.from(document), pieceBytes), options);
}

describe('an XML document', () => {
  it('is read into elements, whatever the pieces it comes in', async () => {
    const text =
      '\ufeff<?xml version="1.0" encoding="UTF-8"?>\n<!-- one --><a x="1" y="&quot;2&quot;">' +
      '<b>caf\u00e9 &amp; <![CDATA[<tea>]]></b><?pi x?><c/><b> &#x41; </b></a>';
    for (const pieceBytes of [1, 2, 3, 64, 1024]) {
      const root = await read(text, {}, pieceBytes);
      expect(root.name).toBe('a');
      expect([...root.attributes]).toEqual([
        ['x', '1'],
        ['y', '"2"'],
      ]);
      expect(root.children.map(({ name }) => name)).toEqual(['b', 'c', 'b']);
      expect(root.children[0]?.text).toBe('caf\u00e9 & <tea>');
      expect(() => onlyChild(root, 'b')).toThrow('two <b>');
      expect(childText(root, 'c')).toBeNull();
      expect(childText(root, 'd')).toBeNull();
    }
  });

  it('may be in the encodings that old documents have', async () => {
    const old = Buffer.from(
      '<?xml version="1.0" encoding="ISO-8859-1"?><a>caf\u00e9</a>',
      'latin1',
    );
    expect((await read(old)).text).toBe('caf\u00e9');
  });

  it('leaves out what nobody needs', async () => {
    const text = '<a><build><b>1</b></build><c>2</c></a>';
    const root = await read(text, { skips: new Set(['build']) });
    expect(onlyChild(root, 'build')?.children).toEqual([]);
    expect(childText(root, 'c')).toBe('2');
  });
});

const laughs = Array.from(
  { length: 9 },
  (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`,
).join('');

/** D5.12: nothing is fetched, nothing grows, nothing is read in two ways. */
const hostile: Readonly<Record<string, string | Buffer>> = {
  'a document type': '<!DOCTYPE a><a/>',
  'a document type in small letters': '<!doctype a><a/>',
  'an external entity': '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
  'an entity from elsewhere': '<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:1/">]><a>&x;</a>',
  'a parameter entity': '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:1/"> %x;]><a/>',
  'an external document type': '<!DOCTYPE a SYSTEM "http://127.0.0.1:1/a.dtd"><a/>',
  'a public document type': '<!DOCTYPE a PUBLIC "-//A//B" "http://127.0.0.1:1/a.dtd"><a/>',
  'a billion laughs': `<!DOCTYPE a [<!ENTITY l0 "lol">${laughs}]><a>&l9;</a>`,
  'a quadratic blow-up': `<!DOCTYPE a [<!ENTITY x "${'x'.repeat(9999)}">]><a>${'&x;'.repeat(999)}</a>`,
  'a document type inside': '<a><!DOCTYPE b></a>',
  'an entity that nobody declared': '<a>&nbsp;</a>',
  'an external one in an attribute': '<a b="&x;"/>',
  'UTF-16': Buffer.from('\ufeff<a/>', 'utf16le'),
  'UTF-16 without a mark': Buffer.from('<a/>', 'utf16le'),
  'UTF-16 by declaration': '<?xml version="1.0" encoding="UTF-16"?><a/>',
  'UTF-7': '<?xml version="1.0" encoding="UTF-7"?>+ADw-a/+AD4-',
  'broken UTF-8': Buffer.from([0x3c, 0x61, 0x3e, 0xc0, 0xaf, 0x3c, 0x2f, 0x61, 0x3e]),
  'a NUL': '<a>\0</a>',
  'no element': ' ',
  nothing: '',
  'no XML': 'hello',
  'two roots': '<a/><b/>',
  'an end that is missing': '<a><b></b>',
  'an end of something else': '<a><b></a></b>',
  'an attribute twice': '<a b="1" b="2"/>',
  'too deep': '<a>'.repeat(65) + '</a>'.repeat(65),
  'too many elements': `<a>${'<b/>'.repeat(50_000)}</a>`,
  'too many attributes': `<a ${Array.from({ length: 65 }, (_, i) => `b${i}=""`).join(' ')}/>`,
  'too large': `<a>${'x'.repeat(4 * 1024 * 1024)}</a>`,
};

describe('D5.12 a hostile document', () => {
  it.each(Object.entries(hostile))('is refused: %s', async (_, document) => {
    const started = performance.now();
    await expect(read(document, {}, 65_536)).rejects.toMatchObject({ code: 'XML_INVALID' });
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('does not include what it names', async () => {
    const text =
      '<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="/etc/passwd"/></a>';
    const root = await read(text);
    expect(root.children.map(({ name, text: inner }) => [name, inner])).toEqual([
      ['xi:include', ''],
    ]);
  });
});
