import { describe, expect, it } from 'vitest';
import { archiveAddress, readUpstreamConfig } from './upstream-config.ts';

const archive = { name: 'MyCrate', version: '1.0.0', cksum: 'f00' };
const url = new URL('https://index.example/config.json');

describe('config.json of an upstream', () => {
  it.each([
    ['https://x/crates', 'https://x/crates/MyCrate/1.0.0/download'],
    ['https://x/api/v1/crates/', 'https://x/api/v1/crates/MyCrate/1.0.0/download'],
    ['https://x/{crate}/{crate}-{version}.crate', 'https://x/MyCrate/MyCrate-1.0.0.crate'],
    ['https://x/{prefix}/{crate}', 'https://x/My/Cr/MyCrate'],
    ['https://x/{lowerprefix}/{sha256-checksum}', 'https://x/my/cr/f00'],
    ['https://x/{other}', 'https://x/{other}/MyCrate/1.0.0/download'],
  ])('says by %s where an archive is', (dl, address) => {
    const bytes = Buffer.from(JSON.stringify({ dl, api: 'https://x' }));
    const told = readUpstreamConfig({ bytes, contentType: 'application/json', url });
    expect(archiveAddress(told, archive)).toBe(address);
  });

  it.each(['', '{}', '[]', '{"dl":7}', '{"dl":"file:///etc"}', '<html>'])(
    'is refused where it is %j',
    (text) => {
      const document = { bytes: Buffer.from(text), contentType: '', url };
      expect(() => readUpstreamConfig(document)).toThrow(
        expect.objectContaining({ code: 'UPSTREAM_DOCUMENT_INVALID' }),
      );
    },
  );

  it('is refused where there is none', () => {
    expect(() => readUpstreamConfig(null)).toThrow(
      expect.objectContaining({ code: 'UPSTREAM_DOCUMENT_INVALID' }),
    );
  });
});
