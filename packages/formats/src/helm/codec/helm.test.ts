import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { inChunks, packTar, tarMember } from '../../../tests/tarballs.ts';
import { readChart } from './chart.ts';
import { inspectChart } from './chart-archive.ts';
import { indexDocument, indexFragment } from './index-entry.ts';
import { readProvenance } from './provenance.ts';

const plain = 'apiVersion: v2\nname: demo\nversion: 1.0.0\n';
const chartOf = (text: string) => readChart(Buffer.from(text));
const archiveOf = (files: Readonly<Record<string, string>>) =>
  packTar(...Object.entries(files).map(([path, content]) => tarMember({ path }, content)));
const refused = async (archive: Buffer) => {
  try {
    await inspectChart(inChunks(archive));
  } catch (error) {
    return error;
  }
  return null;
};

describe('Chart.yaml', () => {
  it('is read as text, whatever a word would mean elsewhere', () => {
    const chart = chartOf(
      `${plain}appVersion: 1.10\ndescription: on\ndeprecated: true\nkeywords: [no, 1e3]\n`,
    );
    expect(chart).toMatchObject({
      name: 'demo',
      version: '1.0.0',
      appVersion: '1.10',
      description: 'on',
      deprecated: true,
      keywords: ['no', '1e3'],
    });
  });

  it.each([
    ['an alias', `${plain}home: &a x\nicon: *a\n`],
    ['an anchor', `${plain}home: &a x\n`],
    ['a tag', `${plain}home: !!binary aGk=\n`],
    ['a merge', `${plain}annotations:\n  <<: *x\n`],
    ['a key twice', `${plain}name: other\n`],
    ['two documents', `${plain}---\n${plain}`],
    ['brackets without end', `${plain}keywords: ${'['.repeat(5_000)}`],
    ['dashes without end', `${plain}keywords:\n${'- '.repeat(5_000)}x\n`],
    ['no version', 'apiVersion: v2\nname: demo\n'],
    ['a version of two numbers', 'apiVersion: v2\nname: demo\nversion: 1.0\n'],
    ['a name that leads elsewhere', 'apiVersion: v2\nname: ../demo\nversion: 1.0.0\n'],
    ['a list for a name', 'apiVersion: v2\nname: [demo]\nversion: 1.0.0\n'],
    ['no YAML', '\t{'],
    ['nothing', ''],
  ])('is refused with %s', (_, text) => {
    expect(() => chartOf(text)).toThrow(expect.objectContaining({ kind: 'invalid' }));
  });

  it('is refused in no time when it is large', () => {
    const started = performance.now();
    expect(() => chartOf(`${plain}annotations:\n${'  a: b\n'.repeat(200_000)}`)).toThrow(/large/);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('inspectChart', () => {
  it('takes the chart of its one folder', async () => {
    const archive = archiveOf({
      'demo/Chart.yaml': plain,
      'demo/charts/sub/Chart.yaml': 'name: x',
    });
    expect(await inspectChart(inChunks(archive))).toMatchObject({ name: 'demo' });
  });

  it.each([
    ['another folder than its name', { 'other/Chart.yaml': plain }],
    ['two folders', { 'demo/Chart.yaml': plain, 'more/values.yaml': '' }],
    ['no Chart.yaml', { 'demo/values.yaml': '' }],
    ['another spelling of it', { 'demo/Chart.yaml': plain, 'demo/chart.yaml': plain }],
    ['a way out', { 'demo/Chart.yaml': plain, 'demo/../../x': '' }],
  ])('refuses an archive with %s', async (_, files) => {
    expect(await refused(archiveOf(files))).toMatchObject({ kind: 'invalid' });
  });
});

describe('the index', () => {
  const indexed = (version: string) => ({
    chart: chartOf(`apiVersion: v2\nname: demo\nversion: ${version}\ndescription: "yes: # no"\n`),
    digest: 'ab',
    publishedAt: new Date('2026-01-02T03:04:05Z'),
    isDeprecated: false,
  });

  it('is put together from its parts, newest first, and read alike by every YAML', () => {
    const parts = [indexFragment('demo', [indexed('1.0.0'), indexed('1.1.0')])];
    const text = indexDocument(parts, new Date('2026-01-02T03:04:05Z'));
    for (const version of ['1.1', '1.2'] as const) {
      expect(parse(text, { version })).toMatchObject({
        apiVersion: 'v1',
        entries: {
          demo: [
            {
              version: '1.1.0',
              description: 'yes: # no',
              digest: 'ab',
              urls: ['charts/demo-1.1.0.tgz'],
            },
            { version: '1.0.0' },
          ],
        },
      });
    }
  });

  it('is one of no charts where there are none', () => {
    expect(parse(indexDocument([], new Date()))).toMatchObject({ entries: {} });
  });
});

describe('provenance', () => {
  const digest = 'a'.repeat(64);
  const signed = (files: string) =>
    Buffer.from(
      `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n${plain}\n...\n${files}\n` +
        '-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----\n',
    );

  it('says which archive it is about', () => {
    const bytes = signed(`files:\n  demo-1.0.0.tgz: sha256:${digest}`);
    expect(readProvenance(bytes)).toEqual({ name: 'demo', version: '1.0.0', digest });
  });

  it.each([
    ['of another file', signed(`files:\n  other-1.0.0.tgz: sha256:${digest}`)],
    ['without a digest', signed('files: {}')],
    ['that is not signed', Buffer.from(plain)],
  ])('is refused when it is one %s', (_, bytes) => {
    expect(() => readProvenance(bytes)).toThrow(
      expect.objectContaining({ code: 'HELM_PROVENANCE_INVALID' }),
    );
  });
});
