import type { PackageIndex } from '@bonded/core/artifacts';
import { documentSizeBytes, type RenderedDocument, renderDocument } from '@bonded/http';
import { compareVersions, isPseudoVersion, latestOf } from './codec/module-version.ts';
import { renderRelease } from './render-release.ts';

/** What is served of a module as a whole. */
export interface ModuleIndex {
  readonly list: RenderedDocument;
  /** Null while no version is given out. */
  readonly latest: RenderedDocument | null;
  /** Why none is, where one is held: the receipt of the newest. */
  readonly receipt: string | null;
}

/**
 * Held versions are in neither document, and nor are those that their publisher took back: who asks
 * for exactly such a version learns of it.
 */
export async function renderModuleIndex(index: PackageIndex): Promise<ModuleIndex> {
  const offered = index.versions.filter(
    ({ state, yankedAt }) => state === 'RELEASED' && yankedAt === null,
  );
  const names = offered.map(({ version }) => version);
  const listed = names.filter((version) => !isPseudoVersion(version)).toSorted(compareVersions);
  const newest = latestOf(names);
  const artifact = offered.find(({ version }) => version === newest);
  return {
    list: await renderDocument(listed.map((version) => `${version}\n`).join(''), {
      contentType: 'text/plain; charset=utf-8',
    }),
    latest: artifact === undefined ? null : await renderRelease(artifact),
    receipt: receiptOfNewest(index),
  };
}

function receiptOfNewest({ versions, receipts }: PackageIndex): string | null {
  const held = versions.filter(({ id }) => receipts.has(id));
  const newest = latestOf(held.map(({ version }) => version));
  return receipts.get(held.find(({ version }) => version === newest)?.id ?? '') ?? null;
}

export function moduleIndexBytes({ list, latest }: ModuleIndex): number {
  return documentSizeBytes(list) + (latest === null ? 0 : documentSizeBytes(latest));
}
