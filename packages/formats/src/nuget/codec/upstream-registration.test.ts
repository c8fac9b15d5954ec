import type { UpstreamDocument } from '@bonded/core/repositories';
import { describe, expect, it } from 'vitest';
import { readNugetMetadata } from '../stored-metadata.ts';
import { readUpstreamPackage, readUpstreamPages } from './upstream-registration.ts';
import { readUpstreamResources } from './upstream-service-index.ts';

const home = 'https://api.example/v3';

function documentOf(value: unknown, address = `${home}/index.json`): UpstreamDocument {
  const bytes = Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
  return { bytes, contentType: 'application/json', url: new URL(address) };
}

const packageBase = 'https://api.example/v3-flatcontainer/';
const registrations = `${home}/registration5-gz-semver2/`;

describe('the service index of an upstream', () => {
  it('names the registrations that have versions of SemVer 2, and the packages', () => {
    const resources = [
      { '@id': `${home}/registration5-semver1/`, '@type': 'RegistrationsBaseUrl' },
      { '@id': `${home}/registration5-gz-semver1/`, '@type': 'RegistrationsBaseUrl/3.4.0' },
      { '@id': registrations, '@type': 'RegistrationsBaseUrl/3.6.0', comment: 'All of them.' },
      { '@id': packageBase.slice(0, -1), '@type': 'PackageBaseAddress/3.0.0' },
      { '@id': 'https://search.example/query', '@type': 'SearchQueryService' },
    ];
    const found = readUpstreamResources(documentOf({ version: '3.0.0', resources }));
    expect(found).toEqual({ registrations, packageBase });
  });

  it.each([
    ['an error page', '<!doctype html><title>502</title>'],
    ['a document of something else', { name: 'lodash' }],
    ['a source without packages', { resources: [{ '@id': registrations, '@type': 'Search' }] }],
  ])('%s is refused', (_name, value) => {
    expect(() => readUpstreamResources(documentOf(value))).toThrow(
      expect.objectContaining({ code: 'UPSTREAM_DOCUMENT_INVALID' }),
    );
  });
});

/** As the public gallery says it, every field that it has. */
const entry = {
  '@id': `${home}/catalog0/data/2023.03.08.07.46.17/newtonsoft.json.13.0.3.json`,
  '@type': 'PackageDetails',
  authors: 'James Newton-King',
  dependencyGroups: [
    { '@id': '#dependencygroup/.netframework4.5', targetFramework: '.NETFramework4.5' },
    {
      targetFramework: '.NETStandard1.0',
      dependencies: [
        { '@id': '#dependency', id: 'Microsoft.CSharp', range: '[4.3.0, )', registration: home },
        { id: 'System.Anything', range: '' },
        { id: '../not an id', range: '[1.0.0, )' },
      ],
    },
  ],
  description: 'Json.NET is a popular high-performance JSON framework for .NET',
  iconUrl: `${packageBase}newtonsoft.json/13.0.3/icon`,
  id: 'Newtonsoft.Json',
  language: '',
  licenseExpression: 'MIT',
  licenseUrl: 'https://www.example/packages/Newtonsoft.Json/13.0.3/license',
  readmeUrl: 'https://www.example/packages/Newtonsoft.Json/13.0.3#show-readme-container',
  listed: true,
  minClientVersion: '2.12',
  packageContent: `${packageBase}newtonsoft.json/13.0.3/newtonsoft.json.13.0.3.nupkg`,
  projectUrl: 'https://www.newtonsoft.com/json',
  published: '2023-03-08T07:42:54.647+00:00',
  requireLicenseAcceptance: false,
  summary: '',
  tags: ['json'],
  title: 'Json.NET',
  version: '13.0.3',
};

function read(...entries: readonly unknown[]) {
  const items = entries.map((catalogEntry) => ({ '@type': 'Package', catalogEntry }));
  const index = { count: 1, items: [{ '@id': '#page/1/2', count: items.length, items }] };
  return readUpstreamPackage(readUpstreamPages(documentOf(index)), {
    id: 'newtonsoft.json',
    packageBase,
  });
}

describe('the registration of an upstream', () => {
  it('becomes what we store of a package that was pushed here', () => {
    const { name, description, versions } = read(entry);
    expect([name, description]).toEqual(['newtonsoft.json', entry.description]);
    expect(versions).toHaveLength(1);
    const [version] = versions;
    expect(version).toMatchObject({
      version: '13.0.3',
      licence: 'MIT',
      deprecation: null,
      yankedReason: null,
      publishedAt: new Date('2023-03-08T07:42:54.647Z'),
    });
    const { nuspec, embedded } = readNugetMetadata(version?.metadata);
    expect(embedded).toEqual(['readme', 'icon']);
    expect(nuspec).toMatchObject({
      id: 'Newtonsoft.Json',
      summary: null,
      // Ours, once the archive is here: an address of upstream is told to nobody.
      iconUrl: null,
      dependencyGroups: [
        { targetFramework: '.NETFramework4.5', dependencies: [] },
        {
          targetFramework: '.NETStandard1.0',
          dependencies: [
            { id: 'Microsoft.CSharp', range: '[4.3.0, )' },
            { id: 'System.Anything', range: '(, )' },
          ],
        },
      ],
    });
  });

  it('every file of a version comes out of its one archive', () => {
    const files = read(entry).versions.flatMap((version) => version.files);
    expect(files.map(({ path }) => path)).toEqual([
      'newtonsoft.json/13.0.3/newtonsoft.json.13.0.3.nupkg',
      'newtonsoft.json/13.0.3/newtonsoft.json.nuspec',
      'newtonsoft.json/13.0.3/readme',
      'newtonsoft.json/13.0.3/icon',
    ]);
    expect(new Set(files.map(({ address }) => address))).toEqual(new Set([entry.packageContent]));
  });

  it('the year 1900 and "listed" both say that a version is not listed', () => {
    const { versions } = read(
      { ...entry, version: '1.0.0', published: '1900-01-01T00:00:00+00:00', listed: undefined },
      { ...entry, version: '1.0.1', listed: false },
      { ...entry, version: '1.0.2', listed: undefined },
    );
    expect(versions.map(({ yankedReason }) => yankedReason)).toEqual([
      'Unlisted upstream.',
      'Unlisted upstream.',
      null,
    ]);
    expect(versions[0]?.publishedAt).toBeNull();
  });

  it('says why a version is deprecated, in words where there are any', () => {
    const { versions } = read(
      { ...entry, version: '1.0.0', deprecation: { reasons: ['Legacy', 'CriticalBugs'] } },
      { ...entry, version: '2.0.0', deprecation: { reasons: ['Other'], message: 'Use Acme.' } },
    );
    expect(versions.map(({ deprecation }) => deprecation)).toEqual([
      'Deprecated upstream: Legacy, CriticalBugs.',
      'Use Acme.',
    ]);
  });

  it('has each version once and in order; what makes no sense is left out', () => {
    const { versions } = read(
      { ...entry, version: '10.0' },
      { ...entry, version: '2.0.0-RC.1+build.7' },
      { ...entry, version: '10.0.0.0', description: 'again' },
      { ...entry, version: 'latest' },
      { ...entry, version: '3.0.0', id: 'Another.Package' },
      { ...entry, version: '4.0.0', tags: 7 },
      null,
    );
    expect(versions.map(({ version }) => version)).toEqual(['2.0.0-rc.1', '10.0.0']);
    expect(readNugetMetadata(versions[0]?.metadata).nuspec.version).toBe('2.0.0-RC.1+build.7');
  });

  it('sources that are not the public one say less, and tags in one text', () => {
    const { versions } = read({ id: 'newtonsoft.json', version: '1.0.0', tags: 'json  fast' });
    const { nuspec } = readNugetMetadata(versions[0]?.metadata);
    expect(nuspec.tags).toEqual(['json', 'fast']);
    expect(versions[0]?.publishedAt).toBeNull();
  });

  it('a page that stands apart is told by its address, relative to the index or absolute', () => {
    const at = `${registrations}newtonsoft.json/index.json`;
    const items = [{ '@id': 'page/1.0.0/2.0.0.json', count: 64 }, { '@id': `${home}/p.json` }];
    expect(readUpstreamPages(documentOf({ items }, at))).toEqual([
      { address: `${registrations}newtonsoft.json/page/1.0.0/2.0.0.json`, items: undefined },
      { address: `${home}/p.json`, items: undefined },
    ]);
  });
});
