import { describe, expect, it } from 'vitest';
import { type Listing, renderListingHtml, renderListingJson } from './listing.ts';

const base = 'https://host.example/raw/p/r';

function listing(path: string, more: Partial<Listing> = {}): Listing {
  const file = {
    path,
    sizeBytes: 3,
    digest: 'ab',
    contentType: 'text/plain',
    createdAt: new Date(0),
  };
  return { folder: 'docs', folders: ['sub'], files: [file], next: null, ...more };
}

describe('renderListingHtml', () => {
  it('links each file by its encoded path and shows its name', () => {
    const html = renderListingHtml(listing('docs/a b/ü#?.txt'), base);
    expect(html).toContain(`<a href="${base}/docs/sub/">sub/</a>`);
    expect(html).toContain(`<a href="${base}/docs/a%20b/%C3%BC%23%3F.txt">a b/ü#?.txt</a> 3 bytes`);
  });

  it('D5.14 shows names of strangers as text and nothing else', () => {
    for (const name of [
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      "' onmouseover='alert(1)",
      'javascript:alert(1)',
      '</title><svg/onload=alert(1)>',
      '&lt;script&gt;',
      '--><script>',
    ]) {
      const html = renderListingHtml(
        listing(`docs/${name}`, { folder: name, folders: [name], next: name }),
        base,
      );
      expect(html, name).not.toMatch(/<(?:script|img|svg)|["']\s*on\w+=|href="javascript:/i);
    }
  });
});

describe('renderListingJson', () => {
  it('names digests with their algorithm, and where the next page begins', () => {
    expect(JSON.parse(renderListingJson(listing('docs/a', { next: 'docs/a' })))).toEqual({
      folder: 'docs',
      folders: ['sub'],
      files: [
        {
          path: 'docs/a',
          sizeBytes: 3,
          digest: 'sha256:ab',
          contentType: 'text/plain',
          createdAt: '1970-01-01T00:00:00.000Z',
        },
      ],
      next: 'docs/a',
    });
  });
});
