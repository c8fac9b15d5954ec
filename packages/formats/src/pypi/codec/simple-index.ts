import { encodePath } from './names.ts';

/** What is claimed (PEP 629): everything up to project status (PEP 792). */
const apiVersion = '1.4';

export interface SimpleFile {
  readonly fileName: string;
  /** Below the repository, decoded. */
  readonly path: string;
  /** These three are null where an upstream does not say. */
  readonly sha256: string | null;
  readonly sizeBytes: number | null;
  readonly uploadedAt: Date | null;
  readonly requiresPython: string | null;
  /** Of the metadata that is served beside the file (PEP 658). */
  readonly metadataSha256: string | null;
  /** Below the repository, where the file has one (PEP 740). */
  readonly provenance: string | null;
  /** Why resolvers pass it over (PEP 592); an empty text is a reason as well; null: they do not. */
  readonly yanked: string | null;
}

export interface SimpleProject {
  /** Normalised. */
  readonly name: string;
  readonly versions: readonly string[];
  readonly files: readonly SimpleFile[];
  /** The address of the repository, without a trailing slash. */
  readonly baseUrl: string;
}

/** PEP 691, 700, 714 and 740. */
export function renderProjectJson({ name, versions, files, baseUrl }: SimpleProject): string {
  return JSON.stringify({
    meta: { 'api-version': apiVersion },
    name,
    'project-status': { status: 'active' },
    versions,
    files: files.map((file) => {
      const core = file.metadataSha256 === null ? false : { sha256: file.metadataSha256 };
      return {
        filename: file.fileName,
        url: `${baseUrl}/${encodePath(file.path)}`,
        hashes: file.sha256 === null ? {} : { sha256: file.sha256 },
        ...(file.requiresPython !== null && { 'requires-python': file.requiresPython }),
        ...(file.sizeBytes !== null && { size: file.sizeBytes }),
        ...(file.uploadedAt !== null && { 'upload-time': file.uploadedAt.toISOString() }),
        yanked: file.yanked === '' ? true : (file.yanked ?? false),
        'core-metadata': core,
        'dist-info-metadata': core,
        provenance: file.provenance === null ? null : `${baseUrl}/${encodePath(file.provenance)}`,
      };
    }),
  });
}

/** PEP 503 with 592, 658, 714, 740 and 792. */
export function renderProjectHtml({ name, files, baseUrl }: SimpleProject): string {
  const links = files.map((file) => {
    const hash = file.sha256 === null ? '' : `#sha256=${file.sha256}`;
    const href = `${baseUrl}/${encodePath(file.path)}${hash}`;
    const core = file.metadataSha256 === null ? null : `sha256=${file.metadataSha256}`;
    const provenance = file.provenance && `${baseUrl}/${encodePath(file.provenance)}`;
    const attributes = [
      attribute('href', href),
      attribute('data-requires-python', file.requiresPython),
      attribute('data-yanked', file.yanked),
      attribute('data-core-metadata', core),
      attribute('data-dist-info-metadata', core),
      attribute('data-provenance', provenance),
    ];
    return `<a${attributes.join('')}>${escapeHtml(file.fileName)}</a><br>`;
  });
  const status = '<meta name="pypi:project-status" content="active">';
  return renderPage(`Links for ${name}`, links, status);
}

export function renderListJson(names: readonly string[]): string {
  const projects = names.map((name) => ({ name }));
  return JSON.stringify({ meta: { 'api-version': apiVersion }, projects });
}

export function renderListHtml(names: readonly string[], baseUrl: string): string {
  const links = names.map((name) => {
    const href = attribute('href', `${baseUrl}/simple/${encodeURIComponent(name)}/`);
    return `<a${href}>${escapeHtml(name)}</a><br>`;
  });
  return renderPage('Simple index', links);
}

function renderPage(title: string, links: readonly string[], head = ''): string {
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta name="pypi:repository-version" content="${apiVersion}">${head}
<title>${escapeHtml(title)}</title></head><body>
<h1>${escapeHtml(title)}</h1>
${links.join('\n')}
</body></html>
`;
}

function attribute(name: string, value: string | null): string {
  return value === null ? '' : ` ${name}="${escapeHtml(value)}"`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
