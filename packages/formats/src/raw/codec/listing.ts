export interface ListedFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly digest: string;
  readonly contentType: string;
  readonly createdAt: Date;
}

export interface Listing {
  /** The folder, without a trailing slash; empty at the top. */
  readonly folder: string;
  /** Names of the folders in it, without a slash. */
  readonly folders: readonly string[];
  readonly files: readonly ListedFile[];
  /** Where the next page begins, or null at the end. */
  readonly next: string | null;
}

export function renderListingJson(listing: Listing): string {
  return JSON.stringify({
    folder: listing.folder,
    folders: listing.folders,
    files: listing.files.map((file) => ({ ...file, digest: `sha256:${file.digest}` })),
    next: listing.next,
  });
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

/** A page without script or style: names of strangers are text in it and nothing else. */
export function renderListingHtml(listing: Listing, baseUrl: string): string {
  const addressOf = (path: string) =>
    escapeHtml(`${baseUrl}/${path.split('/').map(encodeURIComponent).join('/')}`);
  const prefix = listing.folder === '' ? '' : `${listing.folder}/`;
  const folders = listing.folders.map(
    (name) => `<li><a href="${addressOf(`${prefix}${name}`)}/">${escapeHtml(name)}/</a></li>`,
  );
  const files = listing.files.map((file) => {
    const name = file.path.slice(prefix.length);
    const link = `<a href="${addressOf(file.path)}">${escapeHtml(name)}</a>`;
    return `<li>${link} ${file.sizeBytes} bytes</li>`;
  });
  const title = `Index of /${escapeHtml(listing.folder)}`;
  const next =
    listing.next === null
      ? ''
      : `<p><a href="?after=${escapeHtml(encodeURIComponent(listing.next))}">Next page</a></p>`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>
<h1>${title}</h1><ul>${[...folders, ...files].join('\n')}</ul>${next}</html>`;
}
