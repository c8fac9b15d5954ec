import { multiple, single } from './core-metadata.ts';
import { encodePath } from './names.ts';
import type { DerivedRelease } from './release.ts';
import type { SimpleFile } from './simple-index.ts';

const descriptionCharsMax = 128 * 1024;

/** A release's metadata in the words of the JSON API. */
export type ReleaseFields = Readonly<Record<string, unknown>>;

/** Fields of core metadata that come once, and how the JSON API calls them. */
const singles = {
  author: 'author',
  'author-email': 'author_email',
  'description-content-type': 'description_content_type',
  'download-url': 'download_url',
  'home-page': 'home_page',
  keywords: 'keywords',
  license: 'license',
  'license-expression': 'license_expression',
  maintainer: 'maintainer',
  'maintainer-email': 'maintainer_email',
  summary: 'summary',
} as const;

const lists = {
  classifier: 'classifiers',
  dynamic: 'dynamic',
  'license-file': 'license_files',
  'provides-extra': 'provides_extra',
} as const;

/** What of a release is kept and served as `info`. */
export function releaseFields(release: DerivedRelease): ReleaseFields {
  const { metadata } = release;
  const once = Object.entries(singles).map(([field, key]): [string, unknown] => [
    key,
    single(metadata, field),
  ]);
  const often = Object.entries(lists).map(([field, key]): [string, unknown] => [
    key,
    multiple(metadata, field),
  ]);
  return {
    ...Object.fromEntries<unknown>([...once, ...often]),
    name: release.displayName,
    version: release.version,
    platform: multiple(metadata, 'platform').join(',') || null,
    project_urls: projectUrls(multiple(metadata, 'project-url')),
    requires_dist: release.requiresDist,
    requires_python: release.requiresPython,
    description: metadata.description.slice(0, descriptionCharsMax),
  };
}

/** `Label, https://…`: a list in the file, a map in the API. */
function projectUrls(entries: readonly string[]): Readonly<Record<string, string>> | null {
  const urls = entries.map((entry) => {
    const comma = entry.indexOf(',');
    return [entry.slice(0, Math.max(comma, 0)).trim(), entry.slice(comma + 1).trim()] as const;
  });
  return urls.length === 0 ? null : Object.fromEntries(urls);
}

export interface JsonFile extends SimpleFile {
  readonly md5: string | null;
  readonly packageType: 'bdist_wheel' | 'sdist';
  readonly pythonVersion: string;
}

export interface JsonRelease {
  readonly version: string;
  readonly info: ReleaseFields;
  readonly files: readonly JsonFile[];
  readonly yanked: string | null;
}

/** What is known against the release that is described. */
export interface JsonVulnerability {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly title: string;
  readonly url: string;
  readonly fixedIn: readonly string[];
}

export interface JsonProject {
  readonly baseUrl: string;
  readonly name: string;
  /** The one that is described. */
  readonly release: JsonRelease;
  /** All of them, where the whole project is asked for. */
  readonly releases: readonly JsonRelease[] | null;
  readonly lastSerial: number;
  readonly vulnerabilities: readonly JsonVulnerability[];
}

/** `GET pypi/{project}/json` and `pypi/{project}/{version}/json`. */
export function renderJsonProject(project: JsonProject): string {
  const { baseUrl, name, release, releases, lastSerial, vulnerabilities } = project;
  const url = `${baseUrl}/simple/${name}/`;
  return JSON.stringify({
    info: {
      ...release.info,
      bugtrack_url: null,
      docs_url: null,
      downloads: { last_day: -1, last_month: -1, last_week: -1 },
      package_url: url,
      project_url: url,
      release_url: url,
      yanked: release.yanked !== null,
      yanked_reason: release.yanked,
    },
    last_serial: lastSerial,
    ...(releases !== null && {
      releases: Object.fromEntries(
        releases.map(({ version, files }) => [version, files.map((each) => fileOf(each, baseUrl))]),
      ),
    }),
    urls: release.files.map((each) => fileOf(each, baseUrl)),
    vulnerabilities: vulnerabilities.map(vulnerabilityOf),
  });
}

/** The text of an advisory is long, and told by its page. */
function vulnerabilityOf({ id, aliases, title, url, fixedIn }: JsonVulnerability) {
  return {
    aliases,
    details: title,
    fixed_in: fixedIn,
    id,
    link: url,
    source: 'osv',
    summary: title,
    withdrawn: null,
  };
}

function fileOf(file: JsonFile, baseUrl: string) {
  const uploadedAt = file.uploadedAt?.toISOString() ?? null;
  return {
    comment_text: null,
    digests: { md5: file.md5, sha256: file.sha256 },
    downloads: -1,
    filename: file.fileName,
    has_sig: false,
    md5_digest: file.md5,
    packagetype: file.packageType,
    python_version: file.pythonVersion,
    requires_python: file.requiresPython,
    size: file.sizeBytes,
    upload_time: uploadedAt?.slice(0, 19) ?? null,
    upload_time_iso_8601: uploadedAt,
    url: `${baseUrl}/${encodePath(file.path)}`,
    yanked: file.yanked !== null,
    yanked_reason: file.yanked,
  };
}
