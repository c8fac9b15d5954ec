import { describe, expect, it } from 'vitest';
import {
  renderListHtml,
  renderListJson,
  renderProjectHtml,
  renderProjectJson,
  type SimpleFile,
} from './simple-index.ts';

const file: SimpleFile = {
  fileName: 'acme_tool-1.0+x-py3-none-any.whl',
  path: 'packages/acme-tool/1.0+x/acme_tool-1.0+x-py3-none-any.whl',
  sha256: 'a'.repeat(64),
  sizeBytes: 7,
  uploadedAt: new Date('2024-01-02T03:04:05.678Z'),
  requiresPython: '>=3.8,<4',
  metadataSha256: 'b'.repeat(64),
  provenance: 'integrity/acme-tool/1.0+x/acme_tool-1.0+x-py3-none-any.whl/provenance',
  yanked: null,
};
const bare: SimpleFile = {
  ...file,
  requiresPython: null,
  metadataSha256: null,
  provenance: null,
  yanked: '',
};
const project = (...files: SimpleFile[]) => ({
  ...{ name: 'acme-tool', versions: ['1.0+x'], files },
  baseUrl: 'https://host/pypi/p/r',
});
const url = 'https://host/pypi/p/r/packages/acme-tool/1.0%2Bx/acme_tool-1.0%2Bx-py3-none-any.whl';

describe('the simple index', () => {
  it('says in JSON all that PEP 691, 700, 714 and 740 ask for', () => {
    const core = { sha256: file.metadataSha256 };
    expect(JSON.parse(renderProjectJson(project(file)))).toEqual({
      meta: { 'api-version': '1.4' },
      name: 'acme-tool',
      'project-status': { status: 'active' },
      versions: ['1.0+x'],
      files: [
        {
          filename: file.fileName,
          url,
          hashes: { sha256: file.sha256 },
          'requires-python': '>=3.8,<4',
          size: 7,
          'upload-time': '2024-01-02T03:04:05.678Z',
          yanked: false,
          'core-metadata': core,
          'dist-info-metadata': core,
          provenance: expect.stringContaining('/integrity/acme-tool/1.0%2Bx/') as unknown,
        },
      ],
    });
  });

  it('says in HTML all that PEP 503, 592 and 658 ask for', () => {
    const html = renderProjectHtml(project(file));
    expect(html).toContain('<meta name="pypi:repository-version" content="1.4">');
    expect(html).toContain(`href="${url}#sha256=${file.sha256}"`);
    expect(html).toContain('data-requires-python="&gt;=3.8,&lt;4"');
    expect(html).toContain(`data-core-metadata="sha256=${file.metadataSha256}"`);
    expect(html).toContain(`data-dist-info-metadata="sha256=${file.metadataSha256}"`);
    expect(html).not.toContain('data-yanked');
  });

  it('knows a file without anything, and one that was taken back with and without a reason', () => {
    const reason = { ...bare, yanked: 'held by Bonded (BD-7F3K2Q)' };
    const { files } = JSON.parse(renderProjectJson(project(bare, reason))) as {
      files: { yanked: unknown }[];
    };
    expect(files.map(({ yanked }) => yanked)).toEqual([true, reason.yanked]);
    expect(files[0]).not.toHaveProperty('requires-python');
    const html = renderProjectHtml(project(bare, reason));
    expect(html).toContain(' data-yanked="">');
    expect(html).toContain(' data-yanked="held by Bonded (BD-7F3K2Q)">');
  });

  it('lists projects by their normalised names', () => {
    expect(JSON.parse(renderListJson(['a', 'b']))).toMatchObject({
      projects: [{ name: 'a' }, { name: 'b' }],
    });
    expect(renderListHtml(['a'], 'https://host/x')).toContain(
      '<a href="https://host/x/simple/a/">',
    );
  });

  it.each([
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    '<img src=x onerror=alert(1)>',
    '</body><svg/onload=alert(1)>',
    '&lt;script&gt;',
  ])('D5.14 shows %j as text wherever a stranger can write', (text) => {
    const hostile = { ...file, fileName: text, requiresPython: text, yanked: text };
    const html = renderProjectHtml({ ...project(hostile), name: text });
    expect(html).not.toContain(text);
    expect(html.match(/<(?:script|img|svg)/g)).toBeNull();
  });
});
